"""``manage.py import_booklet``: reads and tells; writes drafts where it is asked to."""

import json

import pytest
from django.core.management import CommandError

from actions.models import ActionPage
from imports.booklets.mapping import shipped_text
from imports.models import Batch, BookletMapping
from resources.models import ResourcePage
from tests.imports.booklets.making import DATA
from tests.imports.making import actions, told

pytestmark = pytest.mark.django_db


@pytest.fixture
def bare_list(sample_site):
    """The list of actions, as on a portal that has none yet."""
    for page in ActionPage.objects.all():
        page.delete()
    return actions()


def test_it_tells_the_sheets_and_what_it_doubts():
    said = told(DATA / "livret.pdf")
    assert "n° 1 – Ateliers du mercredi (Secteur Nord)" in said
    assert "? Il n’y a pas de fiche n° 3." in said
    assert "3 fiches" in said


def test_a_program_reads_all_of_it():
    report = json.loads(told(DATA / "livret.md", "--json"))
    assert [sheet["number"] for sheet in report["sheets"]] == [1, 2, 4]
    assert report["document"]["format"] == "md"


@pytest.mark.parametrize(
    ("file", "mapping", "said"),
    [("absent.docx", "cite-educative", "pas de fichier"), ("livret.md", "inconnue", "Aucune description")],
)
def test_what_cannot_be_done_is_said(file, mapping, said):
    with pytest.raises(CommandError, match=said):
        told(DATA / file, mapping=mapping)


def pages():
    return ActionPage.objects.filter(title="Ateliers du mercredi (Secteur Nord)")


def test_nothing_is_written_without_apply(bare_list, admin_user):
    assert "nouvelle : n° 4 – Sorties" in told(DATA / "livret.md", "--parent", "actions")
    assert (pages().count(), Batch.objects.count()) == (0, 0)


def test_drafts_are_written_under_the_list_with_the_rights_of_an_account(bare_list, admin_user):
    report = json.loads(told(DATA / "livret.md", "--json", "--apply", "--user", "admin", "--parent", bare_list.pk))
    assert [row["state"] for row in report["written"]] == ["written"] * 3
    assert (pages().get().live, pages().get().owner, Batch.objects.get().by) == (False, admin_user, admin_user)


def test_twice_is_once(bare_list, admin_user):
    for _time in range(2):
        told(DATA / "livret.md", "--apply")
    assert pages().count() == 1


def test_what_waits_for_an_answer_has_a_status_of_its_own(sample_site, admin_user):
    """The sample has these numbers, under other titles."""
    for option in ("--apply", "--parent=actions"):
        with pytest.raises(CommandError) as refusal:
            told(DATA / "livret.md", option)
        assert refusal.value.returncode == 3
    assert pages().count() == 0


def test_a_description_kept_in_the_admin_is_found_by_its_name(bare_list, admin_user):
    BookletMapping.objects.create(name="Celle de la ville", text=shipped_text("cite-educative"))
    assert "3 fiches" in told(DATA / "livret.md", mapping="Celle de la ville")


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("user", "inconnue", "Aucun compte actif"),
        ("parent", "/nulle-part/", "Aucune page"),
        ("parent", "²", "Aucune page"),
    ],
)
def test_who_and_where_must_exist(sample_site, admin_user, option, value, said):
    with pytest.raises(CommandError, match=said):
        told(DATA / "livret.md", "--apply", f"--{option}={value}")
    assert Batch.objects.count() == 0


def test_the_rights_are_those_of_the_account(bare_list, admin_user):
    type(admin_user).objects.create_user("personne", "personne@passerelles.example")
    with pytest.raises(CommandError) as refusal:
        told(DATA / "livret.md", "--apply", "--user", "personne")
    assert (refusal.value.returncode, pages().count()) == (3, 0)


def test_a_booklet_of_resources_goes_to_the_list_of_its_kind(sample_site, admin_user, tmp_path):
    file = tmp_path / "livret.txt"
    file.write_text("1. Le prêt de livres\n\nOn y prête.\n\nComment faire\n\nÉtape 1 : Choisir\nUn livre.\n", "utf-8")
    told(file, "--apply", mapping="livret-ressources")
    page = ResourcePage.objects.get(title="Le prêt de livres")
    assert (page.live, [block.value["title"] for block in page.procedure]) == (False, ["Choisir"])
    assert "Un livre." not in page.body[0].value.source
