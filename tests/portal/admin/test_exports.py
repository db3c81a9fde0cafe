"""Files made by the admin, Wagtail's own reports included: read by a French spreadsheet, never run by it."""

import csv
import io
from datetime import UTC, datetime

import openpyxl
import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.models import TaskState, WorkflowState

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


@pytest.mark.parametrize("name", ["workflow", "workflow_tasks"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_reports_of_reviews_have_headings_and_hours_as_one_reads_them(
    sample_site, admin_client, admin_user, name, kind
):
    page = factories.action("Chorale", live=False)
    page.save_revision(user=admin_user)
    state = page.get_workflow().start(page, admin_user)
    state.current_task_state.approve(user=admin_user)
    begun = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    WorkflowState.objects.update(created_at=begun)
    TaskState.objects.update(started_at=begun)
    answer = admin_client.get(reverse(f"wagtailadmin_reports:{name}"), {"export": kind})
    headings, row = rows_of(b"".join(answer.streaming_content), kind)
    assert not [heading for heading in headings if "_" in heading or heading[0].islower()]
    assert {"workflow": "Circuit de relecture", "workflow_tasks": "Tâche"}[name] == headings[0]
    assert ("02/07/2026 00:30" if kind == "csv" else datetime.fromisoformat("2026-07-02 00:30")) in row


REPORTS = ["locked_pages", "workflow", "workflow_tasks", "site_history", "aging_pages"]


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("filters", [{}, {"action": "wagtail.none"}, {"label": "zzzz"}])
def test_every_report_is_written_whatever_it_holds(sample_site, admin_client, admin_user, name, kind, filters):
    factories.action("Chorale").save_revision(user=admin_user, log_action=True)
    answer = admin_client.get(reverse(f"wagtailadmin_reports:{name}"), {"export": kind, **filters})
    headings, *_row = rows_of(b"".join(answer.streaming_content), kind)
    assert headings and all(headings)


def rows_of(content, kind):
    if kind == "csv":
        return list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))[:2]
    return list(openpyxl.load_workbook(io.BytesIO(content)).active.values)[:2]
