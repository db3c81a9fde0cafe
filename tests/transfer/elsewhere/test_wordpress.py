"""A WordPress comes: what its public read becomes drafts; the rest stays, and is counted."""

from pathlib import Path

import pytest

from jobs.apart import Illegible
from transfer.elsewhere.items import Brought
from transfer.elsewhere.reading import read, read_file

CITY = Path(__file__).parent / "data" / "ville.xml"
NAMESPACES = (
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/" '
    'xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)

PUBLIC = "<wp:status>publish</wp:status><wp:post_type>page</wp:post_type>"


@pytest.fixture
def city():
    return Brought.from_json(read(CITY))


def written(path, channel, before=""):
    path.write_text(f"{before}<rss {NAMESPACES}><channel>{channel}</channel></rss>", "utf-8")
    return path


def test_pages_that_were_public_come(city):
    assert [(item.title, item.key, item.parent) for item in city.items] == [
        ("Aides aux familles", "10", ""),
        ("La cantine", "11", "10"),
    ]
    assert (city.items[0].summary, city.items[0].slug) == ("Ce que la ville donne.", "aides")


def test_what_was_not_public_stays_and_is_counted(city):
    assert city.left == {
        "auteurs (noms et courriels)": 1,
        "brouillons": 1,
        "commentaires": 1,
        "contenus privés": 1,
        "contenus protégés par un mot de passe": 1,
        "lignes de menus": 1,
    }


@pytest.mark.parametrize(
    "word", ["zelie", "Zélie", "Yvette", "Merci", "secret", "Entre nous", "sesame", "Derrière", "Pas encore"]
)
def test_nothing_of_a_person_and_nothing_private_comes(city, word):
    assert word not in repr(city)


def test_blocks_of_the_editor_keep_their_form(city):
    text, image, end = city.items[0].blocks
    assert text["html"] == (
        '<p>Toutes les aides, et <a href="https://ville.example/aides/cantine/">la cantine</a>.</p>'
        "<h2>Où s’adresser\u00a0?</h2><ul><li>À l’accueil</li><li>Au <b>centre social</b></li></ul>"
    )
    assert image == {
        "type": "image",
        "src": "https://ville.example/wp-content/uploads/2026/03/accueil-1024x768.png",
        "alt": "L’accueil",
        "caption": "L’accueil de la mairie",
    }
    assert end["html"] == "<p>Fermé le lundi</p>"


def test_what_has_no_place_is_told_with_its_page(city):
    assert city.items[0].notes == [
        'Bloc que ce portail n’a pas : latest-posts {"postsToShow":3}',
        "Bloc « acf/encart » : ses mots sont repris, sa forme est à revoir.",
        "Champ d’une extension, non repris : horaires",
    ]
    assert city.items[1].notes == [
        'Code court que ce portail n’a pas : [contact-form-7 id="12" title="Cantine"]',
        "Un tableau n’a pas de titres de colonnes : à donner.",
        "Contenu intégré (iframe) : https://carte.example/embed/1",
    ]
    assert city.listed == [
        "Description de « Sport » : Bouger après l’école",
        "« Fête du quartier » est un contenu de type « tribe_events » : à refaire.",
        "Fichier qu’aucune page ne montre : https://ville.example/wp-content/uploads/reglement.pdf",
    ]


def test_the_classic_editor_has_paragraphs_without_tags(city):
    blocks = city.items[1].blocks
    assert blocks[0]["html"] == "<p>Le repas coûte de 1 à 4 euros,<br/>selon le quotient familial.</p>"
    assert [block["type"] for block in blocks] == ["text", "image", "text", "image", "image", "table", "text"]
    assert blocks[2]["html"] == "<p>Un repas</p><p>Inscrivez-vous [sic] avant le 15 :</p>"
    assert blocks[5]["rows"] == [["Quotient", "Prix"], ["moins de 400", "1 €"]]


def test_a_gallery_names_files_that_come_later_and_an_image_takes_the_words_of_its_file(city):
    images = [block for block in city.items[1].blocks if block["type"] == "image"]
    assert [(image["src"].rpartition("/")[2], image["alt"]) for image in images] == [
        ("repas.png", "Une assiette"),
        ("accueil.png", ""),
        ("repas.png", "Une assiette"),
    ]


def test_categories_and_tags_come_but_for_that_of_none(city):
    assert city.items[0].terms == [["catégorie", "Sport"], ["étiquette", "Rentrée"]]


# Damaged, foreign, harmful.


def test_a_file_cut_short_is_refused(tmp_path):
    (tmp_path / "coupe.xml").write_bytes(CITY.read_bytes()[:-2000])
    with pytest.raises(Illegible, match="abîmé"):
        read_file(tmp_path / "coupe.xml")


BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("before", [BOMB, OUTSIDE])
def test_entities_are_refused(tmp_path, before):
    path = written(tmp_path / "bombe.xml", "<title>&b;</title>", before)
    with pytest.raises(Illegible, match="abîmé"):
        read_file(path)


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04", b"<html><body></body></html>", b"[]", b"[3]", b"{}", b"bonjour", b"[" * 100_000]
)
def test_another_file_is_refused(tmp_path, content):
    (tmp_path / "autre").write_bytes(content)
    with pytest.raises(Illegible):
        read_file(tmp_path / "autre")


def test_more_pages_than_one_reads_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("transfer.elsewhere.items.MOST_ITEMS", 1)
    with pytest.raises(Illegible, match="plus de"):
        read(CITY)


def test_a_file_too_large_is_not_opened(monkeypatch):
    monkeypatch.setattr("transfer.elsewhere.reading.LARGEST", 10)
    with pytest.raises(Illegible, match="trop gros"):
        read(CITY)


def test_two_items_of_one_number_both_come(tmp_path):
    one = f"<item><title>Un</title><wp:post_id>3</wp:post_id>{PUBLIC}</item>"
    none = f"<item>{PUBLIC}</item>"
    items = Brought.from_json(read(written(tmp_path / "deux.xml", f"{one}{one}{one}{none}{none}"))).items
    assert len({item.key for item in items}) == 5


def test_an_item_that_says_nothing_is_a_page_without_words(tmp_path):
    item = Brought.from_json(read(written(tmp_path / "vide.xml", f"<item><title/>{PUBLIC}</item>"))).items[0]
    assert (item.title, item.blocks, item.notes) == ("", [], [])


def said(extra, status="<wp:status>publish</wp:status>"):
    words = "<title>T</title><content:encoded>Texte</content:encoded><wp:post_id>1</wp:post_id>"
    return f"<item>{words}{status}<wp:post_type>page</wp:post_type>{extra}</item>"


@pytest.mark.parametrize(
    "item",
    [
        said("", status=""),
        said("<wp:status>private</wp:status>"),
        said('<z:status xmlns:z="http://z.example/">publish</z:status>', status="<wp:status>private</wp:status>"),
        said("<wp:post_password>x</wp:post_password><wp:post_password/>"),
        said("<wp:post_password><b>x</b></wp:post_password>"),
        said("<wp:post_password> </wp:post_password>"),
        said('<z:post_type xmlns:z="http://z.example/">page</z:post_type><wp:post_type>revision</wp:post_type>'),
    ],
)
def test_what_does_not_surely_say_that_it_is_public_stays(tmp_path, item):
    assert read(written(tmp_path / "x.xml", item))["items"] == []


def test_names_of_a_plugin_change_nothing(tmp_path):
    item = said('<z:status xmlns:z="http://z.example/">draft</z:status>')
    assert [row["title"] for row in read(written(tmp_path / "x.xml", item))["items"]] == ["T"]
