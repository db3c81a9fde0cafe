"""Results as a table: one line each, only the columns that something fills."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.utils.translation import gettext as _

from search.results.listing import Listing
from search.results.presentation import Result
from search.results.property_lines import labels


@dataclass(frozen=True)
class Row:
    title: str
    url: str
    cells: list[str]


class ResultTable:
    def __init__(self, listing: Listing) -> None:
        self.listing = listing

    @cached_property
    def _cells(self) -> list[dict[str, str]]:
        return [self._cells_of(result) for result in self.listing.results]

    def _cells_of(self, result: Result) -> dict[str, str]:
        kind = result.meta[0] if result.meta else ""
        own = {_("Type"): kind, self._sector_name: self._sectors(result), _("Âge"): result.age_label}
        return {**own, **dict(result.facts)}

    @cached_property
    def _sector_name(self) -> str:
        vocabulary = self.listing.taxonomy.by_code.get(self.listing.sectors)
        return vocabulary.label if vocabulary else _("Secteur")

    def _sectors(self, result: Result) -> str:
        return ", ".join(labels(self.listing.sectors, {"terms": result.terms}, self.listing.taxonomy))

    @cached_property
    def headings(self) -> list[str]:
        names = dict.fromkeys(name for cells in self._cells for name in cells)
        return [name for name in names if any(cells.get(name) for cells in self._cells)]

    @property
    def rows(self) -> list[Row]:
        pairs = zip(self.listing.results, self._cells, strict=True)
        return [Row(each.title, each.url, [cells.get(name, "") for name in self.headings]) for each, cells in pairs]
