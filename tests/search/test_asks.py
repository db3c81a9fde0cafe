"""``search_asks``: what people really type, counted by kind."""

import io

import pytest
from django.core.management import CommandError, call_command


def asked(file, **options):
    said = io.StringIO()
    call_command("search_asks", file, stdout=said, **options)
    return said.getvalue().splitlines()


def test_asks_that_find_are_counted_by_kind(sample_site, tmp_path):
    file = tmp_path / "asks.tsv"
    file.write_text(
        "# query\tkind\texpected\nparentalité\t1\tfiche-02\nlaïcité\t1\tfiche-27|fiche-99\nparentalité\t2\tclas\n"
        "karaté\t2\t^Le sport\nxyzzyx\t6\tNONE\nparentalité\t6\tNONE\n"
    )
    assert asked(file) == ["1 : 2 sur 2", "2 : 1 sur 2", "6 : 1 sur 2"]
    assert [line.split(" [")[0] for line in asked(file, misses=True)[:2]] == ["  2 parentalité", "  6 parentalité"]


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError):
        call_command("search_asks", tmp_path / "none.tsv")
