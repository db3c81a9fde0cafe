"""What there is for which age in which sector, as a table: each cell is a search, and equals its total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.models import Site

from catalog.sectors import sector_vocabulary
from portal.text.languages import content_language
from search.queries.query import read_query
from search.queries.taxonomy import AGE, Facet, TermRow, shared_taxonomy
from search.results.service import Found, counts_of, find


@dataclass(frozen=True)
class Cell:
    local: int
    whole: int  # what is for the whole city, and so for this sector too
    url: str

    @property
    def total(self) -> int:
        return self.local + self.whole


@dataclass(frozen=True)
class Row:
    label: str
    cells: list[Cell]


@dataclass(frozen=True)
class Group:
    """The sectors of one division of the city."""

    label: str
    rows: list[Row]


class Coverage:
    def __init__(self, site: Site) -> None:
        self.site, self.taxonomy = site, shared_taxonomy()

    @cached_property
    def _sectors(self) -> Facet | None:
        return self.taxonomy.by_code.get(sector_vocabulary(self.site))

    @cached_property
    def ages(self) -> list[TermRow]:
        bands = self.taxonomy.by_code[AGE].terms if AGE in self.taxonomy.by_code else ()
        return [band for band in bands if band.span and not band.matches_all]

    @cached_property
    def groups(self) -> list[Group]:
        """Empty where no engine answers, or the city has neither sectors nor ages."""
        if not self._sectors or not self.ages or self._whole is None:
            return []
        within = {term.parent for term in self._sectors.terms if term.parent}
        rows = [term for term in self._sectors.terms if not term.matches_all and term.code not in within]
        return [self._group(root, list(terms)) for root, terms in groupby(rows, key=lambda term: term.branch)]

    def _group(self, root: str, terms: list[TermRow]) -> Group:
        label = self._sectors.by_code[root].label if self._sectors else root
        return Group(label, [Row(term.label, self._cells(term.code)) for term in terms])

    def _cells(self, sector: str) -> list[Cell]:
        counts, whole = self._counts((sector,)) or {}, self._whole or {}
        return [self._cell(sector, band.code, counts.get(band.code, 0), whole.get(band.code, 0)) for band in self.ages]

    def _cell(self, sector: str, band: str, total: int, whole: int) -> Cell:
        whole = min(whole, total)  # a sector that was just made: the index does not know yet what is for it too
        return Cell(total - whole, whole, f"{reverse('search')}?{urlencode(self._asked((sector,), band))}")

    @cached_property
    def _whole(self) -> Mapping[str, int] | None:
        terms = self._sectors.terms if self._sectors else ()
        everywhere = tuple(term.code for term in terms if term.matches_all)
        return self._counts(everywhere) if everywhere else {}

    def _counts(self, sectors: tuple[str, ...]) -> Mapping[str, int] | None:
        """By age; None when no engine answers."""
        found = self._find(sectors)
        return None if found.degraded else counts_of(found.result, self.taxonomy)[AGE]

    def _find(self, sectors: tuple[str, ...]) -> Found:
        query = read_query(QueryDict(urlencode(self._asked(sectors))), self.taxonomy)
        return find(query, self.taxonomy, self.site, content_language(), size=1)

    def _asked(self, sectors: tuple[str, ...], band: str = "") -> list[tuple[str, str]]:
        name = self._sectors.code if self._sectors else ""
        return [*((name, code) for code in sectors), *([(AGE, band)] if band else [])]
