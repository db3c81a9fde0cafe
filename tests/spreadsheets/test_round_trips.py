"""Each table of the sample content, out and back in: nothing changes, whatever the format."""

import pytest

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
