"""What there is for which age in which sector or network, as tables: each cell is a search, and equals its total."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.models import Site

from catalog.sectors import sector_vocabulary
from portal.text.languages import content_language
from search.queries.query import read_query
from search.queries.taxonomy import AGE, NETWORK, Facet, TermRow, shared_taxonomy
from search.results.service import counts_of, find


@dataclass(frozen=True)
class Cell:
    local: int
    whole: int  # what is for the whole city, and so for this sector or network too
    url: str

    @property
    def total(self) -> int:
        return self.local + self.whole


@dataclass(frozen=True)
class Row:
    label: str
    url: str  # all that is there, whatever the age
    cells: list[Cell]


@dataclass(frozen=True)
class Group:
    """The sectors of one division of the city, or the networks of its schools."""

    code: str
    label: str
    heading: str  # of its rows
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
        if None in self._counts.values():
            return []
        return [group for group in (*self._divisions(), *self._networks()) if group.rows and self.ages]

    def _divisions(self) -> list[Group]:
        if not self._sectors:
            return []
        within = {term.parent for term in self._sectors.terms if term.parent}
        terms = [term for term in self._sectors.terms if not term.matches_all and term.code not in within]
        divisions = groupby(terms, key=lambda term: term.branch)
        return [self._group(self._sectors, self._sectors.by_code[root], [*found]) for root, found in divisions]

    def _group(self, facet: Facet, root: TermRow, terms: list[TermRow]) -> Group:
        return Group(root.code, root.label, facet.label, self._rows(facet, terms))

    def _networks(self) -> list[Group]:
        offered = [facet for facet in self.taxonomy.carried if facet.carried_as == NETWORK and facet.is_offered]
        label = _("Réseaux des écoles et des collèges")
        return [Group(facet.code, label, facet.label, self._rows(facet, facet.terms)) for facet in offered]

    def _rows(self, facet: Facet, terms: Iterable[TermRow]) -> list[Row]:
        return [self._row(facet.code, term) for term in terms]

    def _row(self, facet: str, term: TermRow) -> Row:
        cells = [self._cell(facet, term.code, band.code) for band in self.ages]
        return Row(term.short_label or term.label, _address((facet, term.code)), cells)

    def _cell(self, facet: str, code: str, band: str) -> Cell:
        counts = self._counts[band] or {}
        total = counts[facet].get(code, 0)
        whole = min(self._whole(counts), total)  # what was just made: the index does not know yet what is for it too
        return Cell(total - whole, whole, _address((facet, code), (AGE, band)))

    def _whole(self, counts: Mapping[str, Mapping[str, int]]) -> int:
        """Of the terms that stand for the whole city there is one."""
        if not self._sectors:
            return 0
        of_sectors = counts[self._sectors.code]
        return max((of_sectors.get(term.code, 0) for term in self._sectors.terms if term.matches_all), default=0)

    @cached_property
    def _counts(self) -> dict[str, Mapping[str, Mapping[str, int]] | None]:
        """By age, what each value would find beside it: one question an age. None when no engine answers."""
        return {band.code: self._ask(band.code) for band in self.ages}

    def _ask(self, band: str) -> Mapping[str, Mapping[str, int]] | None:
        query = read_query(QueryDict(urlencode({AGE: band})), self.taxonomy)
        found = find(query, self.taxonomy, self.site, content_language(), size=1)
        return None if found.degraded else counts_of(found.result, self.taxonomy)


def _address(*asked: tuple[str, str]) -> str:
    return f"{reverse('search')}?{urlencode(asked)}"
