"""The commands: dry unless asked otherwise, exit statuses that scripts can use."""

import io
import json

import pytest
from django.core.management import CommandError, call_command

from directory.models import Organization
from install.setup.groups import EDITORS
from spreadsheets.models import ColumnMapping
from spreadsheets.reading.files import read_file
from tests.spreadsheets.conftest import dropped, member


@pytest.fixture
def scaphandre(sample_site):
    return Organization.objects.create(name="Le Scaphandre", code="scaphandre")


@pytest.fixture
def file(tmp_path):
    def make(*rows):
        path = tmp_path / "liste.xlsx"
        path.write_bytes(dropped([list(row) for row in rows]).read())
        return path

    return make


def said(*arguments, **options):
    out, errors = io.StringIO(), io.StringIO()
    call_command("import_table", *arguments, stdout=out, stderr=errors, **options)
    return out.getvalue()


@pytest.mark.parametrize("extension", ["xlsx", "ods", "csv"])
def test_a_table_is_written(scaphandre, tmp_path, extension):
    path = tmp_path / f"organisations.{extension}"
    call_command("export_table", "organisations", path)
    assert any(row[0] == "scaphandre" for row in read_file(path)["rows"])


def test_a_table_or_a_format_that_is_none_is_refused_with_those_that_are(scaphandre, tmp_path):
    with pytest.raises(CommandError, match="organisations, contacts"):
        call_command("export_table", "inconnu", tmp_path / "x.csv")
    with pytest.raises(CommandError, match=r"\.ods"):
        call_command("export_table", "organisations", tmp_path / "x.doc")


def test_nothing_is_written_unless_asked(scaphandre, file):
    path = file(["Code", "Sigle"], ["scaphandre", "SCA"])
    assert "Sigle : vide → « SCA »" in said("organisations", path)
    scaphandre.refresh_from_db()
    assert scaphandre.acronym == ""
    assert "1 lignes écrites" in said("organisations", path, apply=True)
    scaphandre.refresh_from_db()
    assert scaphandre.acronym == "SCA"


def test_programs_read_json(scaphandre, file):
    report = json.loads(said("organisations", file(["Code", "Sigle"], ["scaphandre", "SCA"]), json=True))
    assert report["counts"] == {"added": 0, "alike": 0, "changed": 1, "same": 0, "refused": 0}
    assert report["lines"][0]["cells"] == [["acronym", "", "SCA", "SCA"]]


def test_refused_lines_are_an_exit_status(scaphandre, file):
    with pytest.raises(CommandError) as refusal:
        said("organisations", file(["Code", "Courriel"], ["scaphandre", "pas une adresse"]), apply=True)
    assert refusal.value.returncode == 2


def test_an_unreadable_file_is_another(scaphandre, tmp_path):
    path = tmp_path / "liste.xlsx"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(CommandError, match="abîmé") as refusal:
        said("organisations", path)
    assert refusal.value.returncode == 1


def test_a_kept_mapping_is_named(scaphandre, file):
    path = file(["Structure", "Abréviation"], ["Le Scaphandre", "SCA"])
    with pytest.raises(CommandError, match="Aucun titre"):
        said("organisations", path)
    columns = [["Structure", "name", False], ["Abréviation", "acronym", False]]
    ColumnMapping.objects.create(table="organisations", name="mairie", columns=columns)
    assert "SCA" in said("organisations", path, mapping="mairie")
    with pytest.raises(CommandError, match="autre"):
        said("organisations", path, mapping="autre")


def test_an_account_keeps_to_its_rights(scaphandre, file):
    member("redactrice", EDITORS)
    with pytest.raises(CommandError, match="droit"):
        said("organisations", file(["Code", "Sigle"], ["scaphandre", "SCA"]), user="redactrice", apply=True)
