"""Each table of the sample content, out and back in: nothing changes, whatever the format."""

import pytest

from search.models import Need
from spreadsheets import uploads
from spreadsheets.exporting import as_file
from spreadsheets.tables.registry import all_tables, table_named
from spreadsheets.writing import FORMATS


def told_of(table, path):
    grid = uploads.read(path)
    return uploads.check(table, grid, uploads.propose(table, grid["rows"][0]), None, uploads.AtOnce())


def names():
    return [table.name for table in all_tables()]


@pytest.mark.parametrize("empties", [False, True])
@pytest.mark.parametrize("extension", FORMATS)
def test_what_goes_out_comes_back_unchanged(sample_site, tmp_path, extension, empties):
    changed, compared = {}, 0
    for name in names():
        table = table_named(name)
        if not table.records():
            continue
        path = tmp_path / f"table.{extension}"
        path.write_bytes(as_file(table, None, extension, empties=empties)[0])
        told = told_of(table_named(name), path)
        compared += told["counts"]["same"]
        changed.update({name: told["lines"][:3]} if told["lines"] else {})
    assert changed == {}
    assert compared > 300


def test_every_register_and_every_kind_of_sheet_has_a_table(sample_site):
    found = set(names())
    registers = {"organisations", "contacts", "quartiers", "ecoles", "rues", "mots-expliques", "mots-des-gens"}
    assert registers <= found
    assert {"fiches-action", "fiches-ressource", "fiches-centre", "termes-theme"} <= found


@pytest.mark.parametrize("extension", FORMATS)
@pytest.mark.parametrize("words", ["+ de 16 ans", "- de 3 ans", "=x", "@moi", "'apostrophe", 'dit "oui"', "l’école"])
def test_words_that_look_like_formulas_come_back_as_they_are(sample_site, tmp_path, words, extension):
    Need.objects.create(words=[words, "autre"], elsewhere=words)
    path = tmp_path / f"mots.{extension}"
    path.write_bytes(as_file(table_named("mots-des-gens"), None, extension)[0])
    told = told_of(table_named("mots-des-gens"), path)
    assert told["lines"] == []


def test_the_file_of_needs_that_an_older_version_made_is_understood(sample_site, tmp_path):
    path = tmp_path / "mots.csv"
    path.write_text("mots;cibles;ailleurs\nzumba|danse;fiche-25|theme:sport;\nrumba;fiche-999;\n", "utf-8-sig")
    told = told_of(table_named("mots-des-gens"), path)
    assert [line["state"] for line in told["lines"]] == ["added", "refused"]
    assert "fiche-999" in told["lines"][1]["why"][0][1]
    uploads.apply(table_named("mots-des-gens"), told, None, False, uploads.AtOnce())
    need = Need.objects.get(words__0="zumba")
    assert [term.code for term in need.terms.all()] == ["sport"]
    assert need.pages.count() == 1
    assert told_of(table_named("mots-des-gens"), path)["counts"]["same"] == 1
