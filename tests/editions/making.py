"""Editions for tests, and what a reader of their files finds in them."""

import io
from datetime import date

from pypdf import PdfReader

from editions.making import ask
from editions.models import Edition, Issue, Pick
from editions.publishing import publish
from jobs.models import Job
from tests.jobs.doing import do_all

DAY = date(2026, 11, 27)


def edition(*pages, title="Petit livret", slug="petit", **values):
    """Of these pages, in this order, and nothing at its end."""
    values = {"with_centers": False, "with_partners": False, "with_themes": False, "with_words": False, **values}
    made = Edition(title=title, slug=slug, source="picks", **values)
    made.picks = [Pick(sort_order=place, page=page) for place, page in enumerate(pages)]
    made.save()
    return made


def make(of, day=DAY, user=None, **values):
    """An issue, as it is once its job is over."""
    issue = ask(of, day, user, **values)
    do_all()
    return Issue.objects.get(pk=issue.pk)


def published(of, day=DAY):
    issue = make(of, day)
    assert (issue.state, Job.objects.get(pk=issue.job_id).message) == ("ready", "Mis en page.")
    assert publish(issue)
    return Issue.objects.get(pk=issue.pk)


def words_in(pdf):
    """On one line: where lines end is the layout's affair."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def content_of(file):
    with file.open() as opened:
        return opened.read()


def words_of(issue):
    return words_in(content_of(issue.file))
