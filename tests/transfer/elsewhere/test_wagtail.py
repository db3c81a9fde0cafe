"""A stock Wagtail comes: its public pages, whatever their types; what is not understood is told."""

import json

import pytest

from jobs.apart import Illegible
from tests.transfer.elsewhere.conftest import DATA
from transfer.elsewhere import drafts
from transfer.elsewhere.items import Brought
from transfer.elsewhere.reading import read

DUMP = DATA / "wagtail.json"


@pytest.fixture
def site():
    return Brought.from_json(read(DUMP))


def changed(tmp_path, how):
    rows = json.loads(DUMP.read_text("utf-8"))
    path = tmp_path / "autre.json"
    path.write_text(json.dumps([row for row in map(how, rows) if row]), "utf-8")
    return path


def without(model):
    return lambda row: None if row["model"] == model else row


def test_public_pages_come_with_their_addresses(site):
    assert [(item.title, item.address, item.parent) for item in site.items] == [
        ("Home", "https://ancien.example/", "1"),
        ("Été à la mer", "https://ancien.example/ete/", ""),
        ("Le blog", "https://ancien.example/ete/blog/", "4"),
    ]


def test_what_was_not_public_stays_and_is_counted(site):
    assert site.left == {"brouillons et pages retirées": 1, "contenus privés": 2}


@pytest.mark.parametrize("word", ["Privé", "Dessous", "Brouillon", "sesame", "zelie", "yvette"])
def test_nothing_of_a_person_and_nothing_private_comes(site, word):
    assert word not in repr(site)


def test_texts_and_blocks_are_known_by_their_form(site):
    summer, blog = site.items[1:]
    assert summer.summary == "Une semaine."
    assert summer.blocks[0]["html"] == '<p>Dès <b>6 ans</b>, voir <a href="page:5">le blog</a>.</p>'
    assert [block.get("html", block["type"]) for block in blog.blocks] == [
        "<h2>Titre &amp; fils</h2>",
        "<p>Un <i>mot</i></p>",
        "image",
        "<p>Bonjour à tous</p>",
        "<p>Une élève</p>",
        "<p>Carte 1</p>",
        "<p>a &lt; b</p>",
    ]


def test_an_image_has_its_file_and_its_words(site):
    images = [block for item in site.items for block in item.blocks if block["type"] == "image"]
    assert [(image["src"], image["alt"]) for image in images] == [
        ("https://ancien.example/media/original_images/mur.png", "Un mur"),
        ("https://ancien.example/media/original_images/mur.png", "Un mur bleu"),
    ]


def test_what_has_no_place_is_told_with_its_page(site):
    assert site.items[1].notes == ["Champ « date » : 2026-07-01, non repris.", "Champ « age_min » : 6, non repris."]
    assert site.items[2].notes == [
        "Bloc « quote » : ses mots sont repris, sa forme est à revoir.",
        "Bloc « cards » : ses mots sont repris, sa forme est à revoir.",
        'Ligne de « home.link » : {"label": "Un lien utile"}, non reprise.',
        "Description pour les moteurs : Pour les moteurs",
    ]
    assert site.listed == [
        "1 lignes de « auth.user » n’ont pas été reprises.",
        "1 lignes de « home.answer » n’ont pas été reprises.",
    ]


def by_numbers(row):
    """As Wagtail before its version 8 names pages."""
    keys = {"/home/": 3, "/home/p/": 7, "/home/ete/": 4, "/home/ete/blog/": 5}
    keys = {**keys, **{r["fields"]["url_path"]: r["pk"] for r in PAGES}}
    fields = {name: keys[value[0]] if name in ("page", "root_page") else value for name, value in row["fields"].items()}
    return {**row, "fields": fields}


PAGES = [row for row in json.loads(DUMP.read_text("utf-8")) if row["model"] == "wagtailcore.page"]


def test_pages_that_are_named_by_their_keys_are_known_too(site, tmp_path):
    assert Brought.from_json(read(changed(tmp_path, by_numbers))) == site


def test_what_no_database_holds_does_not_come(tmp_path):
    def harm(row):
        return json.loads(json.dumps(row).replace('"slug": "', '"slug": "\\u0000\\ud83d').replace("mur", "m\\u0000ur"))

    said = repr(read(changed(tmp_path, harm)))
    assert "\\x00" not in said and "\\ud83d" not in said and "mur.png" in said


def test_a_page_whose_fields_are_missing_is_told(tmp_path):
    items = Brought.from_json(read(changed(tmp_path, without("home.fichepage")))).items
    assert items[1].notes[0] == "Ses champs ne sont pas dans le fichier : ajoutez « home »."


def nobody_knows_which(row):
    return {**row, "fields": {**row["fields"], "page": 999}} if row["model"].endswith("restriction") else row


def types_as_numbers(row):
    return {**row, "fields": {**row["fields"], "content_type": 3}} if row["model"] == "wagtailcore.page" else row


HARMS = [
    (without("wagtailcore.page"), "Il y manque"),
    (without("wagtailcore.site"), "Il y manque"),
    (without("wagtailcore.collection"), "Il y manque"),
    (nobody_knows_which, "quelles pages y sont privées"),
    (types_as_numbers, "sont des numéros"),
    (lambda row: {**row, "model": 3}, "dumpdata"),
]


@pytest.mark.parametrize(("harm", "reason"), HARMS)
def test_a_file_that_does_not_say_what_is_private_is_refused(tmp_path, harm, reason):
    with pytest.raises(Illegible, match=reason):
        read(changed(tmp_path, harm))


@pytest.mark.django_db
def test_they_become_drafts_that_lead_to_each_other(index, admin, site):
    told = drafts.bring(site, index, admin, apply=True)
    summer, blog = (line.page for line in told.lines[1:])
    draft = summer.specific.get_latest_revision_as_object()
    assert f'<a linktype="page" id="{blog.pk}">le blog</a>' in draft.body[0].value.source and not draft.live


@pytest.mark.django_db
def test_a_link_to_a_page_that_stayed_keeps_its_words(index, admin, tmp_path):
    def other(row):
        return json.loads(json.dumps(row).replace('id=\\"5\\"', 'id=\\"7\\"'))

    told = drafts.bring(Brought.from_json(read(changed(tmp_path, other))), index, admin, apply=True)
    assert "Lien vers une page qui n’est pas venue : « le blog »." in told.lines[1].notes
    assert "voir le blog" in told.lines[1].page.specific.get_latest_revision_as_object().body[0].value.source


def lose_its_number(row):
    return {**row, "pk": None} if row["model"] == "wagtailcore.pageviewrestriction" else row


def all_of_one_number(row):
    return {**row, "pk": 1}


def move_away(row):
    is_page = row["model"] == "wagtailcore.page" and row["fields"]["depth"] == 3
    return {**row, "fields": {**row["fields"], "path": "000100010099"}} if is_page else row


def lose_its_place(row):
    is_page = row["model"] == "wagtailcore.page" and row["fields"]["depth"] == 3
    return {**row, "fields": {**row["fields"], "path": None}} if is_page else row


@pytest.mark.parametrize("harm", [lose_its_number, all_of_one_number, move_away, lose_its_place])
def test_a_dump_that_hides_what_is_private_is_refused(tmp_path, harm):
    with pytest.raises(Illegible, match="dumpdata"):
        read(changed(tmp_path, harm))


def test_models_written_in_capitals_are_the_same(tmp_path, site):
    upper = changed(tmp_path, lambda row: {**row, "model": row["model"].upper()})
    assert [item.title for item in Brought.from_json(read(upper)).items] == [item.title for item in site.items]
