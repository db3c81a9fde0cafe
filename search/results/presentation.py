"""What the templates of a faceted listing show: plain values, ready to print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

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


@dataclass(frozen=True)
class Value:
    value: str
    label: str
    count: int
    selected: bool
    disabled: bool
    depth: int = 0
    parent: str | None = None


@dataclass(frozen=True)
class FacetView:
    code: str
    label: str
    groups: list[tuple[str, list[Value]]]
    values: Mapping[str, Value]  # those of all groups, by code
    is_age: bool = False
    exact_age: str = ""
    hidden: int = 0  # terms of a long list that are not offered

    is_range = False


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
