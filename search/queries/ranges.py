"""Ranges of an address, « duree-min=30&duree-max=60 »: read, put in order, written back, and said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from search.queries.properties import Property

MIN, MAX = "-min", "-max"


@dataclass(frozen=True)
class Range:
    """What was chosen of a column: both ends included, one of them may be open."""

    column: Property
    least: float | None = None
    greatest: float | None = None

    @property
    def label(self) -> str:
        return self.column.describe(self.least, self.greatest)

    def items(self) -> list[tuple[str, str]]:
        ends = ((MIN, self.least), (MAX, self.greatest))
        return [(self.column.code + end, self.column.write(number)) for end, number in ends if number is not None]


def read_ranges(params: QueryDict, columns: Iterable[Property], unknown: list[str]) -> tuple[Range, ...]:
    """In the order of the columns. An end that cannot be read is no end, and is added to ``unknown``."""
    ranges = [_read_range(params, column, unknown) for column in columns]
    return tuple(each for each in ranges if each.items())


def _read_range(params: QueryDict, column: Property, unknown: list[str]) -> Range:
    least, greatest = (_read_end(params, column, column.code + end, unknown) for end in (MIN, MAX))
    # « de 60 à 30 » means what lies between.
    if least is not None and greatest is not None and least > greatest:
        least, greatest = greatest, least
    return Range(column, least, greatest)


def _read_end(params: QueryDict, column: Property, name: str, unknown: list[str]) -> float | None:
    text = params.get(name, "").strip()
    number = column.read(text)
    if text and number is None:
        unknown.append(f"{name}={text}")
    return number
