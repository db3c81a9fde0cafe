"""What the templates of a faceted listing show: plain values, ready to print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from search.queries.properties import Property
from search.queries.ranges import MAX, MIN, Range


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    current: bool = False
    rel: str = ""


@dataclass(frozen=True)
class Drop:
    label: str
    context: str
    count: int
    url: str
    dropped: str = ""  # the filter, where it is one


@dataclass(slots=True)  # a hundred a page: frozen ones take three times as long to make
class Value:
    value: str
    label: str
    count: int
    selected: bool
    disabled: bool
    depth: int = 0
    parent: str | None = None
    short_label: str = ""  # under the name of its group


Groups = list[tuple[str, list[Value]]]  # by their names, "" where there is one


def _number(groups: Groups) -> int:
    return sum(len(values) for _label, values in groups)


@dataclass(frozen=True)
class FacetView:
    code: str
    label: str
    values: Mapping[str, Value]  # all of them, by code, and those that only name a group
    groups: Groups
    shown: Groups  # what of them stands in the page
    unlisted: int  # terms of a long list that are not offered
    is_whole: bool  # with the values that no result has, and those beyond the first
    is_chosen: bool
    opens_first: bool
    toggle_url: str  # of the page that has the others, or has them no more
    exact_age: str | None = None  # None where no age is asked for

    is_range = False

    @property
    def is_open(self) -> bool:
        return self.is_chosen or self.is_whole or (self.opens_first and self.choices > 0)

    @cached_property
    def choices(self) -> int:
        return sum(not value.disabled for _label, values in self.groups for value in values)

    @property
    def others(self) -> int:
        return _number(self.groups) - _number(self.shown)

    @property
    def toggle_label(self) -> str:
        if self.is_whole:
            return _("En voir moins")
        words = ngettext("Voir l’autre choix", "Voir les %(n)s autres", self.others)
        return words % {"n": self.others} if self.others else ""

    @property
    def says_unlisted(self) -> bool:
        """Once nothing else is left to ask for."""
        return self.is_whole or not self.others

    @property
    def choices_in_words(self) -> str:
        return _("%(n)s choix") % {"n": self.choices}


@dataclass(frozen=True)
class RangeView:
    """Two fields, « de » and « à », of a number or a date. Values are as a form writes them."""

    column: Property
    selected: Range
    span: tuple[float, float] | None  # the least and the greatest value one could ask for

    is_range = True

    @property
    def code(self) -> str:
        return self.column.code

    @property
    def label(self) -> str:
        column = self.column
        if column.is_date or not column.unit:
            return column.label
        return _("%(label)s, en %(unit)s") % {"label": column.label, "unit": column.unit}

    @property
    def is_chosen(self) -> bool:
        return bool(self.selected.items())

    @property
    def fields(self) -> list[RangeField]:
        ends = [self._write(end) for end in self.span or (None, None)]
        words = (_("du"), _("au")) if self.column.is_date else (_("de"), _("à"))
        chosen = (self.selected.least, self.selected.greatest)
        return [
            RangeField(self.code + name, word, self._write(number), end, *ends)
            for name, word, number, end in zip((MIN, MAX), words, chosen, ends, strict=True)
        ]

    def _write(self, number: float | None) -> str:
        return "" if number is None else self.column.write(number)


@dataclass(frozen=True)
class RangeField:
    name: str
    label: str
    value: str
    hint: str
    least: str
    greatest: str


@dataclass(frozen=True)
class Result:
    title: str
    url: str
    type: str
    summary: str
    highlight: str
    meta: list[str]
    number: str
    tint: str
    age_label: str
    age_class: str
    terms: Mapping[str, list[str]]
    ages: list[int] | None
    code: str = ""  # by which it may be kept
    tags: tuple[str, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()  # (name, words) of properties
    properties: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)  # for programs
