"""Pages of another system become drafts under the page that was chosen: none is published, none comes twice."""

import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from PIL import Image as PillowImage
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from home.models import HomePage, StandardPage
from portal.models import Image, User
from resources.models import ResourcePage
from sheets.models import GenericSheetPage
from tests import factories
from tests.transfer.elsewhere.conftest import DATA
from transfer.elsewhere import drafts
from transfer.elsewhere.items import Brought, Item
from transfer.elsewhere.places import NoPlace, place_named
from transfer.elsewhere.reading import read
from transfer.models import BroughtPage

SITE = "https://ancien.example"


def item(key="1", title="Une page", html="<p>Bonjour</p>", **values):
    blocks = [{"type": "text", "html": html}] if html else []
    return Item(key=key, title=title, **{"address": f"{SITE}/{key}/", "blocks": blocks, **values})


def brought(*items):
    return Brought("WordPress", SITE, list(items), {}, [])


def bring(parent, user, *items, apply=True, media=None):
    return drafts.bring(brought(*items), parent, user, apply=apply, media=media)


def draft_of(line):
    return Page.objects.get(pk=line.page.pk).specific.get_latest_revision_as_object()


def notes_of(told, number=0):
    return "\n".join(told.lines[number].notes)


@pytest.fixture
def city(index, admin):
    return drafts.bring(Brought.from_json(read(DATA / "ville.xml")), index, admin, apply=True)


# Drafts.


def test_pages_become_drafts_with_their_texts(city, index):
    aids, canteen = (draft_of(line) for line in city.lines)
    assert isinstance(aids, ResourcePage) and not aids.live and aids.get_parent().pk == index.pk
    assert (aids.title, aids.slug, aids.summary) == ("Aides aux familles", "aides", "Ce que la ville donne.")
    assert "<h2>Où s’adresser" in aids.body[0].value.source
    table = next(block for block in canteen.body if block.block_type == "table").value["table"]
    assert [[cell.value for cell in row] for row in table.rows][1] == ["moins de 400", "1 €"]
    assert aids.owner.username == "admin"


def test_what_is_to_be_looked_at_stands_among_the_doubts_of_its_page(city):
    aids = draft_of(city.lines[0])
    assert aids.doubts[0] == "Vient de https://ville.example/aides/"
    assert "Champ d’une extension, non repris : horaires" in aids.doubts
    assert any("accueil-1024x768.png L’accueil L’accueil de la mairie" in doubt for doubt in aids.doubts)


def test_a_link_between_pages_that_came_leads_to_the_page(city):
    aids, canteen = city.lines
    assert f'<a linktype="page" id="{canteen.page.pk}">la cantine</a>' in draft_of(aids).body[0].value.source


def test_the_draft_may_be_opened_and_saved_by_its_editor(city, client, admin):
    client.force_login(admin)
    assert client.get(f"/admin/pages/{city.lines[1].page.pk}/edit/").status_code == 200
    assert client.get(f"/admin/pages/{city.lines[0].page.pk}/view_draft/").status_code == 200


def test_a_category_becomes_the_term_of_its_name_or_is_told(city):
    assert [str(link.term) for link in draft_of(city.lines[0]).page_terms.all()] == ["Sport"]
    assert "Classée « Rentrée » (étiquette) : aucun terme ne s’appelle ainsi." in notes_of(city)


def test_a_name_that_two_vocabularies_have_is_told(index, admin):
    for code in ("un", "deux"):
        factories.vocabulary(code, code, terms=["Printemps"])
    told = bring(index, admin, item(terms=[["catégorie", "printemps"]]))
    assert "plusieurs vocabulaires l’ont" in notes_of(told)


def test_a_vocabulary_of_one_term_takes_one(index, admin):
    factories.vocabulary("saison", "Saison", terms=["Été", "Hiver"], multiple=False)
    told = bring(index, admin, item(terms=[["catégorie", "Été"], ["catégorie", "Hiver"]]))
    assert [str(link.term) for link in draft_of(told.lines[0]).page_terms.all()] == ["Été"]
    assert "qu’un terme par page" in notes_of(told)


def test_ordinary_pages_keep_what_stands_under_what(sample_site, admin):
    told = bring(HomePage.objects.get(), admin, item("2", "Dessous", parent="1"), item("1", "Dessus"))
    below = next(line.page for line in told.lines if line.title == "Dessous")
    assert isinstance(below, StandardPage) and below.get_parent().title == "Dessus"


def test_sheets_stand_side_by_side_and_say_what_they_stood_under(city):
    assert "Elle était sous « Aides aux familles »." in notes_of(city, 1)


def test_pages_in_a_circle_come_all_the_same(sample_site, admin):
    told = bring(HomePage.objects.get(), admin, item("1", parent="2"), item("2", parent="1"), item("3", parent="3"))
    assert len({line.page.pk for line in told.lines}) == 3


def test_a_list_of_one_kind_gives_its_kind(sample_site, admin):
    of = factories.kind("Bourse")
    page = draft_of(bring(factories.sheet_list(of), admin, item()).lines[0])
    assert isinstance(page, GenericSheetPage) and page.sheet_kind == of


def test_words_that_are_too_long_for_their_field_begin_the_text(index, admin):
    told = bring(index, admin, item(title="Titre " * 60, summary="Résumé " * 100))
    page = draft_of(told.lines[0])
    assert len(page.title) <= 255 and page.title.endswith("…") and page.summary == ""
    assert page.body[0].value.source.count("Titre ") >= 59 and page.body[1].value.source.count("Résumé ") >= 99


def test_doubts_that_are_too_many_are_in_the_report(index, admin):
    told = bring(index, admin, item(notes=[f"{number} {'x' * 3000}" for number in range(9)]))
    assert draft_of(told.lines[0]).doubts[-1] == "D’autres lignes sont dans le compte rendu de l’import."
    assert len(told.lines[0].notes) == 9


# Twice.


def test_brought_twice_no_page_is_doubled_and_none_changed(index, admin):
    line = bring(index, admin, item()).lines[0]
    page = Page.objects.get(pk=line.page.pk).specific
    page.title = "Autrement"
    page.save_revision(clean=False)
    told = bring(
        index, admin, item(title="Neuf"), item("2", "Une autre", '<p><a href="https://www.ancien.example/1">1</a></p>')
    )
    assert [line.state for line in told.lines] == [drafts.KNOWN, drafts.NEW]
    assert draft_of(told.lines[0]).title == "Autrement"
    assert f'id="{page.pk}"' in draft_of(told.lines[1]).body[0].value.source
    assert BroughtPage.objects.count() == 2 and Redirect.objects.count() == 2


def test_a_page_that_was_deleted_may_come_again(index, admin):
    Page.objects.get(pk=bring(index, admin, item()).lines[0].page.pk).delete()
    assert bring(index, admin, item()).lines[0].state == drafts.NEW


def test_pages_of_two_sites_are_not_one(index, admin):
    bring(index, admin, item())
    other = Brought("WordPress", "https://autre.example", [item()], {}, [])
    assert drafts.bring(other, index, admin, apply=True).lines[0].state == drafts.NEW


def test_a_trial_says_the_same_and_writes_nothing(index, admin):
    before = Page.objects.count()
    tried = bring(index, admin, item(notes=["a"]), apply=False)
    assert (Page.objects.count(), Redirect.objects.count(), BroughtPage.objects.count()) == (before, 0, 0)
    assert tried.lines[0].notes == bring(index, admin, item(notes=["a"])).lines[0].notes


def test_one_that_fails_and_none_has_come(index, admin, monkeypatch):
    before = Page.objects.count()
    monkeypatch.setattr(drafts._Bringing, "_store_draft", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bring(index, admin, item(), item("2"))
    assert Page.objects.count() == before and not Redirect.objects.exists()


# Old addresses.


def test_an_old_address_leads_to_the_page_once_it_is_published(index, admin, client):
    line = bring(index, admin, item("1", address=f"{SITE}/vieille/page-1/", html="<p>Secret</p>")).lines[0]
    answer = client.get("/vieille/page-1/")
    assert answer.status_code == 404 and "une-page" not in answer.content.decode()
    page = Page.objects.get(pk=line.page.pk).specific
    page.summary = "Dit tout."
    page.save_revision(clean=False).publish(skip_permission_checks=True)
    assert client.get("/vieille/page-1/", follow=True).redirect_chain == [(page.url, 301)]


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("", "c’était l’accueil"),
        (f"{SITE}/", "c’était l’accueil"),
        (f"{SITE}/?p=3", "pas de chemin"),
        (f"{SITE}/{'a' * 300}/", "trop longue"),
        (f"{SITE}/recherche/", "d’une page d’ici"),
        (f"{SITE}/deja/", "mène déjà ailleurs"),
    ],
)
def test_an_address_that_is_taken_or_none_makes_no_redirect(index, admin, address, reason):
    Redirect.objects.create(old_path="/deja", redirect_link="/aide/")
    told = bring(index, admin, item(address=address))
    assert reason in notes_of(told) and Redirect.objects.count() == 1


def test_a_page_that_comes_to_stand_where_it_stood_needs_no_redirect(sample_site, admin):
    told = bring(HomePage.objects.get(), admin, item(slug="vie-ici", address=f"{SITE}/vie-ici/"))
    assert told.lines[0].notes == [] and not Redirect.objects.exists()


def test_a_living_page_keeps_its_address(index, admin, client):
    told = bring(index, admin, item(address=f"{SITE}/{index.slug}/"))
    assert "d’une page d’ici" in notes_of(told) and not Redirect.objects.exists()
    assert client.get(f"/{index.slug}/").status_code == 200


# Images.


def picture(folder, name="2026/03/accueil.png"):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    PillowImage.new("RGB", (40, 30), "teal").save(path)
    return path


def image(name="2026/03/accueil-300x200.png", **values):
    return {"type": "image", "src": f"{SITE}/wp-content/uploads/{name}", "alt": "Un mur", "caption": "", **values}


def test_an_image_without_its_file_is_listed(city):
    assert "Image à reprendre à la main : https://ville.example/wp-content/uploads" in notes_of(city)
    assert not Image.objects.filter(title="accueil").exists()


def test_an_image_whose_file_is_at_hand_comes_once(index, admin, tmp_path):
    picture(tmp_path)
    told = bring(index, admin, item(blocks=[image(), image(alt="", caption="Le mur")]), media=tmp_path)
    first, second = draft_of(told.lines[0]).body
    assert Image.objects.filter(title="accueil").count() == 1
    assert (first.value["image"].contextual_alt_text, second.value["caption"]) == ("Un mur", "Le mur")
    assert "Image sans texte de remplacement : accueil.png" in notes_of(told)


def test_a_trial_stores_no_image(index, admin, tmp_path):
    picture(tmp_path)
    told = bring(index, admin, item(blocks=[image()]), media=tmp_path, apply=False)
    assert not Image.objects.filter(title="accueil").exists() and "à la main" not in notes_of(told)


def test_a_file_that_is_no_image_is_listed(index, admin, tmp_path):
    picture(tmp_path).write_bytes(b"<svg></svg>")
    told = bring(index, admin, item(blocks=[image()]), media=tmp_path)
    assert "à reprendre à la main" in notes_of(told) and not Image.objects.filter(title="accueil").exists()


def test_files_of_images_go_when_nothing_comes(index, admin, tmp_path, monkeypatch):
    picture(tmp_path, "zibeline.png")
    monkeypatch.setattr(drafts._Bringing, "_store_draft", lambda *args: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        bring(index, admin, item(blocks=[image("zibeline.png")]), media=tmp_path)
    storage = Image._meta.get_field("file").storage
    assert not [name for name in storage.listdir("original_images")[1] if name.startswith("zibeline")]


@pytest.mark.parametrize("name", ["../dehors.png", "%2e%2e/dehors.png", "/etc/passwd"])
def test_no_image_is_taken_from_outside_the_folder(index, admin, tmp_path, name):
    (tmp_path / "dehors.png").write_bytes(b"x")
    (tmp_path / "dedans").mkdir()
    told = bring(index, admin, item(blocks=[image(name)]), media=tmp_path / "dedans")
    assert "à reprendre à la main" in notes_of(told)


# Who may, and where.


def test_without_the_right_nothing_comes(index, db):
    nobody = User.objects.create_user("personne", password="un mot de passe")
    with pytest.raises(NoPlace, match="n’a pas le droit"):
        bring(index, nobody, item())


def test_a_page_that_holds_no_text_is_refused(index, admin):
    sheet = factories.resource()
    with pytest.raises(NoPlace, match="ne reçoit pas de pages"):
        bring(sheet, admin, item())


def test_a_list_of_several_kinds_is_refused(sample_site, admin):
    with pytest.raises(NoPlace, match="plusieurs types"):
        bring(factories.sheet_list(None), admin, item())


@pytest.mark.parametrize("words", ["999999999999999999999", "0", "²", "nulle-part", ""])
def test_a_place_that_is_none_is_refused(sample_site, words):
    with pytest.raises(NoPlace):
        place_named(words)


# The command.


def test_the_command_tells_first_and_writes_when_asked(index, admin, capsys):
    arguments = ["import_pages", DATA / "ville.xml", "--under", str(index.pk)]
    call_command(*arguments)
    said = capsys.readouterr().out
    assert "nouveau brouillon : La cantine https://ville.example/aides/cantine/" in said
    assert "Resté là-bas : 1 commentaires." in said and "recommencez avec --apply" in said
    assert not BroughtPage.objects.exists()
    call_command(*arguments, "--apply", "--json")
    said = json.loads(capsys.readouterr().out)
    assert [page["page"] for page in said["pages"]] == list(
        BroughtPage.objects.order_by("pk").values_list("page", flat=True)
    )


@pytest.mark.parametrize(
    ("file", "more", "reason"),
    [
        ("absent.xml", [], "pas de fichier"),
        ("ville.xml", ["--media", "absent"], "pas de dossier"),
        ("ville.xml", ["--user", "absent"], "Aucun compte"),
        ("../conftest.py", [], "ni un export de WordPress"),
    ],
)
def test_the_command_says_what_is_wrong(index, admin, file, more, reason):
    with pytest.raises(CommandError, match=reason):
        call_command("import_pages", DATA / file, "--under", str(index.pk), *more)


@pytest.mark.parametrize("address", ["http://[mal", "javascript:alert(1)", "mailto:x"])
def test_what_is_no_address_leads_from_nowhere(index, admin, address, tmp_path):
    image = {"type": "image", "src": address, "alt": "", "caption": ""}
    told = bring(index, admin, item(address=address, blocks=[image]), media=tmp_path)
    assert "Son ancienne adresse ne mène pas ici" in notes_of(told)
    assert not Redirect.objects.exists()


def test_a_site_without_an_address_comes_too(index, admin):
    told = drafts.bring(Brought("Wagtail", "https://[mal", [item()], {}, []), index, admin, apply=True)
    assert [line.title for line in told.lines] == ["Une page"]


def test_two_pages_of_one_long_number_both_come(index, admin):
    items = [item(key=f"{'1' * 400}{end}", address="") for end in "ab"]
    assert len(bring(index, admin, *items).of(drafts.NEW)) == 2
    assert len(bring(index, admin, *items).of(drafts.KNOWN)) == 2


def test_pages_too_deep_for_the_tree_stand_under_the_chosen_one(sample_site, admin, monkeypatch):
    home = HomePage.objects.get()
    monkeypatch.setattr(drafts, "MOST_LEVELS", home.depth + 2)
    told = bring(home, admin, item("1"), item("2", parent="1"), item("3", parent="2"))
    assert [line.page.depth - home.depth for line in told.lines] == [1, 2, 1]
    assert "Elle était sous" in notes_of(told, 2)


def test_no_room_left_below_is_told(sample_site, admin, monkeypatch):
    monkeypatch.setattr(drafts, "MOST_LEVELS", HomePage.objects.get().depth)
    with pytest.raises(NoPlace, match="plus haut"):
        bring(HomePage.objects.get(), admin, item())
