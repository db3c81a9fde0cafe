"""One line of « Ce qui a changé », as its page and its feed show it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date as Day
from datetime import datetime
from itertools import groupby

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext, ngettext
from wagtail.models import Page

from search.results.feeds import Item
from search.results.presentation import Link


@dataclass(frozen=True)
class Line:
    date: datetime
    page: Page | None = None
    note: str = ""
    is_new: bool = False
    withdrawn: int = 0  # how many pages; nothing else is said of them

    @property
    def day(self) -> Day:
        return timezone.localdate(self.date)

    @property
    def title(self) -> str:
        return self.page.title if self.page else self.said

    @property
    def text(self) -> str:
        return self.note or (gettext("Nouveau") if self.is_new else "")

    @property
    def said(self) -> str:
        return ngettext("%(n)s page retirée", "%(n)s pages retirées", self.withdrawn) % {"n": self.withdrawn}


def together(lines: Iterable[Line]) -> Iterator[Line]:
    """Withdrawals of one day that follow each other are one line."""
    for (_day, is_withdrawal), group in groupby(lines, key=lambda line: (line.day, bool(line.withdrawn))):
        same = list(group)
        yield from [replace(same[0], withdrawn=len(same))] if is_withdrawal else same


def month_url(month: Day) -> str:
    return reverse("changes_of", args=[month.year, month.month])


def month_links(months: Iterable[Day], current: Day | None) -> list[Link]:
    return [Link(date_format(month, "F Y"), month_url(month), month == current) for month in months]


def feed_items(lines: Iterable[Line]) -> Iterator[Item]:
    for line in lines:
        month = month_url(line.day)
        anchor = f"{month}#{line.day:%d}-{line.page.pk if line.page else 0}-{'n' if line.is_new else 'c'}"
        yield Item(line.title, line.page.get_url() if line.page else month, line.text, line.date, anchor)
