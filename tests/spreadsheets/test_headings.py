"""What the headings of another file seem to be is proposed; nothing is taken for granted."""

import pytest

from spreadsheets import uploads
from spreadsheets.models import ColumnMapping
from spreadsheets.tables.registry import table_named


def guessed(*headings):
    table = table_named("organisations")
    return [each.key for each in uploads.propose(table, headings, guess=True)]


@pytest.mark.parametrize("heading, key", [
    ("Structure", "name"), ("Tél.", "phone"), ("N° de téléphone", "phone"), ("Mail", "email"), ("Rue", "address"),
    ("Adresse mail", "email"), ("Site web", "website"), ("Adresse postale", "address"), ("Abréviation", "acronym"),
    ("Nom du président", ""), ("CP", ""), ("Commune", ""), ("Remarque", ""), ("", ""),
])  # fmt: skip
def test_a_heading_of_everyday_is_understood(db, heading, key):
    assert guessed(heading) == [key]


def test_a_column_is_proposed_once(db):
    assert guessed("Nom", "Structure", "Tél.", "Portable") == ["name", "", "phone", ""]


def test_what_somebody_left_out_is_not_proposed_again(db):
    ColumnMapping.objects.create(
        table="organisations", name="Mairie", columns=[["Structure", "name", False], ["Mail", "", False]]
    )
    assert guessed("Structure", "Mail") == ["name", ""]


def test_a_command_guesses_nothing(db):
    assert [each.key for each in uploads.propose(table_named("organisations"), ["Mail"])] == [""]
