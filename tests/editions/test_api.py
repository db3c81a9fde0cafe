"""``/api/v1/editions``: what is published and given, by month, with the address of each of its files."""

from datetime import date

import pytest

from editions.models import Issue, IssueSheet
from tests import factories
from tests.editions.making import edition

pytestmark = pytest.mark.usefixtures("sample_site")


@pytest.fixture
def sheet():
    return factories.action("Chorale")


def issue(of, sheet, day, state=Issue.State.PUBLISHED, **files):
    made = Issue.objects.create(edition=of, day=day, state=state, pages=12, **files)
    IssueSheet.objects.create(issue=made, order=0, page=sheet, title=sheet.title)
    return made


def listed(client):
    return client.get("/api/v1/editions").json()["items"]


def test_published_issues_are_listed_with_their_files_the_newest_first(client, sheet):
    made = edition(sheet)
    issue(made, sheet, date(2025, 11, 20), file="a.pdf", document="a.docx")
    issue(made, sheet, date(2026, 11, 20), file="b.pdf")
    [item] = listed(client)
    assert (item["code"], item["title"]) == ("petit", "Petit livret")
    assert item["url"].endswith("/editions/petit/")
    assert [each["month"] for each in item["issues"]] == ["2026-11", "2025-11"]
    address = item["issues"][1]["url"]
    assert item["issues"][1]["files"] == {"": address, "document": f"{address}document/"}
    assert client.get("/api/v1/editions/petit").json()["item"] == item


@pytest.mark.parametrize("state", [Issue.State.MAKING, Issue.State.REFUSED, Issue.State.READY])
def test_a_draft_is_not_listed(client, sheet, state):
    issue(edition(sheet), sheet, date(2026, 11, 20), state)
    assert listed(client) == []
    assert client.get("/api/v1/editions/petit").status_code == 404


def test_what_holds_a_withdrawn_page_is_no_longer_listed(client, sheet):
    made = edition(sheet)
    issue(made, sheet, date(2025, 11, 20))
    issue(made, factories.action("Danse"), date(2026, 11, 20))
    sheet.unpublish()
    assert [each["month"] for item in listed(client) for each in item["issues"]] == ["2026-11"]


def test_an_issue_published_a_moment_ago_is_in_the_next_answer(client, sheet):
    made = edition(sheet)
    assert listed(client) == []
    issue(made, sheet, date(2026, 11, 20))
    assert len(listed(client)) == 1


def test_of_a_month_the_last_issue_is_listed(client, sheet):
    made = edition(sheet)
    issue(made, sheet, date(2026, 11, 2))
    issue(made, sheet, date(2026, 11, 20))
    assert [each["day"] for each in listed(client)[0]["issues"]] == ["2026-11-20"]
