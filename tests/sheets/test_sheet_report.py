"""« Toutes les fiches »: drafts as they are today, every property, in a file that no spreadsheet is tricked by."""

import csv
import io

import openpyxl
import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalog.models import SheetKind
from catalog.property_types import clean_cell
from portal.models import User
from tests import factories


@pytest.fixture
def report(sample_site, admin_client):
    """Call it with parameters: ``{heading: value}`` of each row, by title."""

    def read(**parameters):
        answer = admin_client.get(reverse("sheet_report"), {"export": "csv", **parameters})
        text = b"".join(answer.streaming_content).decode("utf-8-sig")
        return {row["Titre"]: row for row in map(_capitalized, csv.DictReader(io.StringIO(text), delimiter=";"))}

    return read


def _capitalized(row):
    return {key[:1].upper() + key[1:]: value for key, value in row.items()}


def with_value(prop, value, **kwargs):
    page = factories.action(**kwargs)
    page.property_values = {prop.code: clean_cell(prop, value)}
    return page


def test_a_draft_is_exported_as_it_is_today(report):
    duration = factories.prop("Durée", unit="min")
    page = with_value(duration, "45,5", title="Chorale")
    page.summary = "Nouveau résumé"
    page.save_revision()
    row = report()["Chorale"]
    assert (row["Durée (min)"], row["Résumé"], row["État"]) == (
        "45,5",
        "Nouveau résumé",
        "Publiée, modifications en attente",
    )


def test_what_is_reserved_to_editors_is_in_their_file(report):
    note = factories.prop("Suivi", "text", visibility="editors")
    with_value(note, "À relancer", title="Chorale").save_revision().publish()
    assert report()["Chorale"]["Suivi"] == "À relancer"


def test_only_exported_properties_have_a_column(report):
    factories.prop("Interne", "text", export=False)
    factories.prop("Retirée", "text", retired=True)
    row = next(iter(report().values()))
    assert "Interne" not in row and "Retirée" not in row


def test_terms_are_in_words(report):
    languages = factories.vocabulary(terms=["Arabe", "Turc"])
    factories.action(title="Chorale", terms=languages.terms.all())
    assert report()["Chorale"]["Langue parlée"] == "Arabe ; Turc"


def test_formulas_are_made_text(report):
    note = factories.prop("Suivi", "text")
    with_value(note, "=1+1", title="Chorale").save_revision().publish()
    assert report()["Chorale"]["Suivi"] == "'=1+1"


def test_the_name_of_a_property_is_no_formula_either(report):
    factories.prop("=1+1", "text")
    assert "'=1+1" in next(iter(report().values()))


def test_a_control_character_does_not_keep_the_workbook_from_being_made(report, admin_client):
    with_value(factories.prop("Suivi", "text"), "a\x0bb", title="Cho\x0brale").save_revision().publish()
    answer = admin_client.get(reverse("sheet_report"), {"export": "xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert "Cho rale" in {row[1].value for row in book.active.iter_rows()}


def test_it_is_filtered_by_kind(report):
    kind = SheetKind.objects.get(code="centre")
    assert {row["Type de fiche"] for row in report(kind=kind.pk).values()} == {"Centre social"}


def test_a_workbook_holds_the_same_lines(report, admin_client):
    answer = admin_client.get(reverse("sheet_report"), {"export": "xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    assert book.active.max_row == len(report()) + 1


def test_it_shows_only_what_one_may_change(sample_site, client):
    user = User.objects.create_user("lecture", "lecture@passerelles.example", "secret")
    user.groups.add(Group.objects.get(name="Référentiel"))
    client.force_login(user)
    answer = client.get(reverse("sheet_report"))
    assert answer.status_code == 302 or "Atelier" not in answer.content.decode()


def test_the_screen_lists_sheets(report, admin_client):
    factories.action(title="Chorale")
    assert "Chorale" in admin_client.get(reverse("sheet_report")).content.decode()


def test_a_longer_list_asks_no_more_queries(report, admin_client):
    kind = factories.kind()
    address = reverse("sheet_report") + f"?kind={kind.pk}"

    def asked():
        with CaptureQueriesContext(connection) as queries:
            admin_client.get(address)
        return len(queries)

    factories.sheet(kind)
    asked()
    first = asked()
    for _each in range(3):
        factories.sheet(kind)
    assert asked() == first
