"""« Ce qui a changé », month by month: what was added, what changed in the words of its editor, what was withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property

from django.core.paginator import Page as Lines
from django.core.paginator import Paginator
from django.db.models import BooleanField, CharField, Exists, F, OuterRef, PositiveBigIntegerField, Value
from django.db.models.functions import Cast
from wagtail.models import Page, get_page_models

from home.lines import Line, together
from home.models import Change, Withdrawal
from portal.visibility import public_among, public_pages

MOST_LINES = 100


class History:
    """Of one site: nothing of a page that is not public today, but that it was withdrawn."""

    def __init__(self, site) -> None:
        self.site = site

    @cached_property
    def months(self) -> list[date]:
        """Those in which something happened, the latest first."""
        found = {day.date() for rows, column in self._sources for day in rows.datetimes(column, "month").order_by()}
        return sorted(found, reverse=True)

    def page_of(self, month: date, number: str | None) -> Lines:
        """The lines of a month, a hundred at a time."""
        page = Paginator(self._rows(month), MOST_LINES).get_page(number)
        page.object_list = self._lines(page.object_list)
        return page

    def latest(self, most: int) -> list[Line]:
        return self._lines(self._rows()[:most])

    @property
    def _sources(self):
        return (self._changes, "date"), (self._added, "first_published_at"), (self._withdrawn, "date")

    @property
    def _changes(self):
        is_public = Exists(public_pages(self.site).filter(pk=OuterRef("page")))
        return Change.objects.filter(is_public)

    @property
    def _added(self):
        """Sheets, centers and events whose editor said nothing of it."""
        is_told = Exists(Change.objects.filter(page=OuterRef("pk"), is_new=True))
        return public_pages(self.site).type(*_told_models()).filter(~is_told, first_published_at__isnull=False)

    @property
    def _withdrawn(self):
        if self.site is None:
            return Withdrawal.objects.none()
        is_back = Exists(Page.objects.live().filter(pk=OuterRef("page_key")))
        return Withdrawal.objects.filter(~is_back, path__startswith=self.site.root_page.path)

    def _rows(self, month: date | None = None):
        parts = [
            _columns(self._changes, month, "date", F("page_id"), F("note"), F("is_new")),
            _columns(self._added, month, "first_published_at", F("pk"), Value(""), Value(True)),
            _columns(self._withdrawn, month, "date", Value(None), Value(""), Value(False)),
        ]
        return parts[0].union(*parts[1:], all=True).order_by("-its_date", "-its_page")

    def _lines(self, rows: Iterable[tuple]) -> list[Line]:
        rows = list(rows)
        pages = public_among(self.site, {page for _date, page, _note, _is_new in rows if page})
        told = (Line(date, pages.get(page), note, is_new, int(not page)) for date, page, note, is_new in rows)
        return list(together(line for line in told if line.page or line.withdrawn))


def _told_models():
    return [model for model in get_page_models() if not getattr(model, "is_ordinary", True)]


def _columns(rows, month: date | None, when: str, page, note, is_new):
    if month:
        rows = rows.filter(**{f"{when}__year": month.year, f"{when}__month": month.month})
    return (
        rows.order_by()
        .annotate(
            its_date=F(when),
            its_page=Cast(page, PositiveBigIntegerField()),  # PostgreSQL asks for the types of nothing
            its_note=Cast(note, CharField(max_length=200)),
            its_is_new=Cast(is_new, BooleanField()),
        )
        .values_list("its_date", "its_page", "its_note", "its_is_new")
    )
