"""Files made by the admin, Wagtail's own reports included: read by a French spreadsheet, never run by it."""

import csv
import io

import openpyxl
import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from portal.admin.exports import FORMULA_STARTS, neutralize, without_controls
from tests import factories


@given(st.text(max_size=30))
def test_no_text_of_a_csv_begins_as_a_formula(text):
    assert not neutralize(text).startswith(FORMULA_STARTS)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (None, ""), ("-", ""), (True, "Oui"), (False, "Non"), (50.6902, "50,6902"), (-3.5, "-3,5"), (12, 12),
        (["a", "b"], "a ; b"), ("-5 à 5", "'-5 à 5"),
    ],
)  # fmt: skip
def test_a_cell_is_as_a_french_spreadsheet_reads_it(value, cell):
    assert neutralize(value) == cell


@pytest.mark.parametrize(
    ("text", "words"),
    [("a\x0bb", "a b"), ("a\x0cb", "a b"), ("a\u2028b", "a b"), ("a\x00b", "ab"), ("a\x0b", "a"), ("a\nb", "a\nb")],
)
def test_what_parts_words_leaves_a_space(text, words):
    assert without_controls(text) == words


@pytest.fixture
def titled(sample_site):
    return factories.action(title="=cmd()")


def test_a_report_of_wagtail_runs_nothing_either(titled, admin_client):
    answer = admin_client.get(reverse("wagtailadmin_reports:aging_pages"), {"export": "csv"})
    text = b"".join(answer.streaming_content).decode()
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert "'=cmd()" in [row[0] for row in rows]


def test_a_workbook_of_wagtail_holds_the_text_itself(titled, admin_client):
    answer = admin_client.get(reverse("wagtailadmin_reports:aging_pages"), {"export": "xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    (cell,) = [cell for cell in book.active["A"] if cell.value == "=cmd()"]
    assert (cell.data_type, cell.quotePrefix) == ("s", True)
