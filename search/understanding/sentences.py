"""The one step before any engine: a sentence, and what it says of the facets."""

from __future__ import annotations

import re
from collections.abc import Collection

from search.understanding.ages import read_age
from search.understanding.classes import read_class
from search.understanding.meaning import Meaning, Span
from search.understanding.sectors import Names, read_sector
from search.understanding.text import Text

_DECIMAL = re.compile(r"\d[.,]\d")


def understand(
    text: str, *, age: str = "", sector: str = "", sectors: Names | None = None, declined: Collection[str] = ()
) -> tuple[Meaning, ...]:
    """What ``text`` says, in order. ``age`` and ``sector`` name the facets, "" where a site has none.

    What is declined is understood no less: the words of an age that nobody wants are still no words of a sheet.
    """
    read, place, found = Text(text), 0, []
    while place < len(read):
        meaning, place = _at(read, place, age, sector, sectors or {})
        if meaning:
            found.append(meaning)
    return tuple(each if each.facet not in declined else _without_codes(each) for each in found)


def years_of(text: str) -> tuple[int, ...]:
    """All the years that a text says, for a field where nothing else is expected: there a number alone is an age."""
    plain = text.strip()
    if not plain[:1].isalnum() or _DECIMAL.search(plain):
        return ()
    if plain.isascii() and plain.isdigit():
        return years_of(f"{plain} ans")
    read, place, years = Text(plain), 0, set[int]()
    while place < len(read):
        span = _age(read, place)
        years |= set(span.years) if span else set()
        place = span.last if span else place + 1
    return tuple(sorted(years)) or (years_of(f"{plain} ans") if plain[-1:].isdigit() else ())


def _at(read: Text, place: int, age: str, sector: str, sectors: Names) -> tuple[Meaning | None, int]:
    named = read_sector(read, place, sectors) if sector else None
    if named:
        last, code = named
        return _meaning(read, sector, (code,), place, last), last
    span = _age(read, place) if age else None
    if span:
        return _meaning(read, age, tuple(map(str, span.years)), span.first, span.last), span.last
    return None, place + 1


def _age(read: Text, place: int) -> Span | None:
    return read_age(read, place) or read_class(read, place)


def _meaning(read: Text, facet: str, codes: tuple[str, ...], first: int, last: int) -> Meaning:
    start, end = read.pieces[first].start, read.pieces[last - 1].end
    return Meaning(facet, codes, read.text[start:end], start, end)


def _without_codes(meaning: Meaning) -> Meaning:
    return Meaning(meaning.facet, (), meaning.words, meaning.start, meaning.end)
