"""The filters of a listing: boxes with their counts, ranges with their ends, what is chosen and how to drop it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from search.engines.contract import YES
from search.queries.properties import Property
from search.queries.query import DECLINED, EXACT, WHOLE, Query, chosen
from search.queries.ranges import Range
from search.queries.taxonomy import AGE, HERE, NO_AGE, YEARS, Facet, TermRow
from search.results.presentation import FacetView, RangeView, Value
from search.results.service import counts_of

if TYPE_CHECKING:
    from search.results.listing import Listing

MOST_AT_ONCE = 6  # boxes of a group; who wants the others asks for them

# Boxes of one facet, all shown. A longer list is no choice any more: its rarer terms are found by their words.
MOST_VALUES = 100


class Filters:
    """What a listing offers to choose, and what was chosen."""

    def __init__(self, listing: Listing) -> None:
        self.query, self.taxonomy, self.fixed = listing.query, listing.taxonomy, listing.fixed
        self._listing = listing

    @cached_property
    def chosen(self) -> list[tuple[str, str]]:
        return chosen(self.query, self.fixed)

    @property
    def selected_count(self) -> int:
        return len(self.chosen) + len(self.query.ranges)

    def filters_of(self, query: Query) -> list[tuple[str, Query]]:
        """What a visitor chose, each with the same search without it."""
        boxes = [
            (self.taxonomy.chip_label(facet, code), query.without(facet, code))
            for facet, code in chosen(query, self.fixed)
        ]
        return boxes + [(each.label, query.without_range(each.column.code)) for each in query.ranges]

    @cached_property
    def filters(self) -> list[FacetView | RangeView]:
        """In the order readers see; without those that no page of this list could answer."""
        facets, ranges = ({view.code: view for view in views} for views in (self.facets, self.ranges))
        views = [(ranges if isinstance(each, Property) else facets).get(each.code) for each in self.taxonomy.filters]
        return [view for view in views if view and not self._leaves_nothing_out(view)]

    def _leaves_nothing_out(self, view: FacetView | RangeView) -> bool:
        """« Ici seulement » where all is from here."""
        value = view.values[YES] if view.code == HERE and isinstance(view, FacetView) else None
        return value is not None and not value.selected and value.count == self._listing.total

    @cached_property
    def facets(self) -> list[FacetView]:
        counts = counts_of(self._listing.found.result, self.taxonomy)
        views = [
            self._facet(facet, counts[facet.code])
            for facet in self.taxonomy.offered
            if facet.code not in self.fixed and (not facet.is_yes_no or self._is_of_use(facet, counts[facet.code]))
        ]
        return [view for view in views if view.choices or (view.values and not self.fixed)]

    def _is_of_use(self, facet: Facet, counts: Mapping[str, int]) -> bool:
        """A property belongs to some kinds of sheets only: a list of others has nothing to do with it."""
        return bool(counts or self.query.selections.get(facet.code))

    def _facet(self, facet: Facet, counts: Mapping[str, int]) -> FacetView:
        selected = set(self.query.selections.get(facet.code, ()))
        shown = _shown(facet, counts, selected)
        values = {term.code: self._value(facet.code, term.code, counts, selected, term.parent) for term in shown}
        if facet.code == AGE:
            values[NO_AGE] = self._value(AGE, NO_AGE, counts, selected)
        groups, is_whole = self._groups(facet, values), facet.code in self.query.whole
        return FacetView(
            code=facet.code,
            label=facet.label,
            values=values,
            groups=groups,
            shown=groups if is_whole else [(label, self._at_once(within)) for label, within in groups],
            unlisted=len(facet.terms) - len(shown),
            is_whole=is_whole,
            is_chosen=bool(selected),
            opens_first=facet.opens_first,
            toggle_url=self._listing.url(self.query.showing(facet.code, whole=not is_whole)),
            exact_age=self._exact_age if facet.code == AGE else None,
        )

    @property
    def _exact_age(self) -> str:
        return self._years[0] if len(self._years) == 1 else ""

    def _at_once(self, values: list[Value]) -> list[Value]:
        """What is ticked, and of the rest the values that most results have, in their order."""
        known = [value for value in values if not value.disabled]
        first = sorted(known, key=lambda value: (not value.selected, -value.count))[:MOST_AT_ONCE]
        kept = [*first, *(value for value in known if value.selected)]
        codes = {code for value in kept for code in (value.value, value.parent)}
        return [value for value in values if value.value in codes]

    def _groups(self, facet: Facet, values: Mapping[str, Value]) -> list[tuple[str, list[Value]]]:
        """A branch's root is the title of its group; it is a box too once an address has chosen it."""
        if not facet.by_branch:
            return [("", list(values.values()))]
        shown = [term for term in facet.terms if term.code in values]
        parents = {term.parent for term in shown if term.parent}
        groups = [("", [values[term.code] for term in shown if not term.parent and term.code not in parents])]
        for root in (term for term in shown if term.code in parents):
            boxes = [root.code] if values[root.code].selected else []
            boxes += [term.code for term in shown if term.parent == root.code]
            groups.append((root.label, [values[code] for code in boxes]))
        return [group for group in groups if group[1]]

    def _value(self, facet: str, code: str, counts, selected: set[str], parent: str | None = None) -> Value:
        n = counts.get(code, 0)
        depth = 1 if parent and facet in self.taxonomy.by_code and not self.taxonomy.by_code[facet].by_branch else 0
        is_selected = code in selected
        is_disabled = n == 0 and not is_selected and not self._listing.degraded
        term = self.taxonomy.by_code[facet].by_code.get(code)
        label = self.taxonomy.label(facet, code)
        short = (term and term.short_label) or label
        return Value(code, label, n, is_selected, is_disabled, depth, parent, short)

    @cached_property
    def ranges(self) -> list[RangeView]:
        selected = {each.column.code: each for each in self.query.ranges}
        spans = self._listing.found.result.spans
        return [
            RangeView(column, selected.get(column.code, Range(column)), spans.get(column.code))
            for column in self.taxonomy.ranges.values()
            if column.code in selected or column.code in spans
        ]

    @cached_property
    def _years(self) -> list[str]:
        return [code for code in self.query.selections.get(AGE, ()) if code in YEARS]

    @property
    def hidden(self) -> list[tuple[str, str]]:
        """What the filter form must carry along."""
        pairs = [("q", self.query.text)] if self.query.text else []
        if len(self._years) > 1:  # the number field holds one
            pairs += [(AGE, year) for year in self._years]
        pairs += [pair for pair in self.query.items() if pair[0] in (DECLINED, EXACT)]
        pairs += [(WHOLE, facet) for facet in self.query.whole]
        return pairs + ([("tri", self.query.sort)] if self.query.sort else [])

    @property
    def carried(self) -> list[tuple[str, str]]:
        """The filters that other words keep; the age has a field of its own beside them."""
        boxes = [(facet, code) for facet, code in self.chosen if facet != AGE]
        return boxes + [pair for each in self.query.ranges for pair in each.items()]

    @property
    def age_at(self) -> int | None:
        return int(self._years[0]) if self._years else None


def _shown(facet: Facet, counts: Mapping[str, int], selected: set[str]) -> list[TermRow]:
    """The terms that are offered, in their order: of a long list, what is chosen, then the most frequent."""
    if len(facet.terms) <= MOST_VALUES:
        return list(facet.terms)
    answering = [term for term in facet.terms if counts.get(term.code) or term.code in selected]
    by_use = sorted(answering, key=lambda term: (term.code not in selected, -counts.get(term.code, 0)))
    kept = {code for term in by_use[:MOST_VALUES] for code in (term.code, term.parent)}
    return [term for term in facet.terms if term.code in kept]
