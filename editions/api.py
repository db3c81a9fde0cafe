"""Editions as programs read them: the published ones that are given, and where each of their files is."""

from __future__ import annotations

from datetime import date

from django.db.models import F
from django.urls import reverse
from ninja import Schema

from editions.models import Edition, Issue, IssueSheet
from portal.requests.visits import keep_out
from portal.visibility import public_pages


class IssueItem(Schema):
    """``files``: the accessible one (PDF/UA) is "", then "archive" (PDF/A), "a-plier", "document" (DOCX)."""

    month: str
    day: date
    pages: int
    url: str
    files: dict[str, str]


class EditionItem(Schema):
    """``url`` is the newest issue, whichever it is by then."""

    code: str
    title: str
    url: str
    issues: list[IssueItem]


def published_editions():
    """``code`` is the word of its address, as it is of every list."""
    issues = Issue.objects.filter(state=Issue.State.PUBLISHED)
    return Edition.objects.filter(pk__in=issues.values("edition")).annotate(code=F("slug"))


def items_of(editions, site):
    """Of those that have an issue that is given."""
    keep_out()  # what was published is in tables that kept answers do not see
    editions = list(editions)
    issues = Issue.objects.filter(edition__in=editions, state=Issue.State.PUBLISHED).order_by("-day", "-pk")
    held = set(_held_among(issues, site))
    last = {}
    for issue in issues:
        last.setdefault((issue.edition_id, issue.month), issue)
    given = [issue for issue in last.values() if issue.pk not in held]
    items = [_item(edition, [issue for issue in given if issue.edition_id == edition.pk], site) for edition in editions]
    return [item for item in items if item["issues"]]


def _held_among(issues, site):
    rows = IssueSheet.objects.filter(issue__in=issues, stays=False).exclude(page__in=public_pages(site).values("pk"))
    return rows.values_list("issue", flat=True).distinct()


def _item(edition, issues, site):
    return {
        "code": edition.code,
        "title": edition.title,
        "url": site.root_url + reverse("edition", args=[edition.slug]),
        "issues": [_issue(edition, issue, site) for issue in issues],
    }


def _issue(edition, issue, site):
    address = site.root_url + reverse("edition_of_month", args=[edition.slug, issue.month])
    files = {form: f"{address}{form}/" if form else address for form, file in issue.files.items() if file}
    return {"month": issue.month, "day": issue.day, "pages": issue.pages, "url": address, "files": files}


LISTED = ("editions", published_editions, items_of, EditionItem, "Éditions", "Livrets publiés")
