"""``manage.py import_booklet``: reads, tells, writes nothing."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from tests.imports.booklets.making import DATA


def told(*arguments, **options):
    out = io.StringIO()
    call_command("import_booklet", *map(str, arguments), stdout=out, **options)
    return out.getvalue()


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
