"""Requests in tantivy's terms: the text query, the selections, and all disjunctive counts in one aggregation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import tantivy
from tantivy import Occur, Query

from search.engines.contract import SearchRequest
from search.engines.counting import LARGEST, TERMS, Ends, bounds_of, groups_of, ranges_of, selections_of
from search.engines.fields import FACET_NAME, FIRST, LIGHT, SHEET, TEXT_FIELDS, ranks_first
from search.engines.similar import FACET_WEIGHT, Traits
from search.engines.tantivy.schema import RANKS, VALUES, rank_of
from search.text.french import clean
from search.text.parsing import Item, ParsedQuery, Unit
from search.text.weighing import Plan

# tantivy stops at ten values unless told otherwise; this only has to exceed the values of any vocabulary.
_EVERY_VALUE = 10_000

_NOTHING = 'scope:"-"'
_EVERYTHING = "*"


class Counted(NamedTuple):
    total: int
    counts: dict[str, dict[str, int]]
    spans: dict[str, tuple[float, float]]


def _any(queries: Sequence[Query]) -> Query:
    return Query.boolean_query([(Occur.Should, query) for query in queries])


class Queries:
    """Builds queries for one schema; ``fields`` narrows where words are looked for, ``without`` are keys left out."""

    def __init__(
        self,
        schema: tantivy.Schema,
        scope: str,
        fields: Mapping[str, float] = TEXT_FIELDS,
        without: Sequence[str] = (),
    ) -> None:
        self.schema = schema
        self.scope = scope
        self.fields = fields
        self.without = without

    def base(self, parsed: ParsedQuery) -> Query:
        """What the selections choose from: pages of this scope where every unit matches."""
        return self.within(*(self._unit(unit) for unit in parsed.units))

    def enough(self, plan: Plan) -> Query:
        """What the selections choose from: pages of this scope that have one of the sets. Nothing else counts here."""
        return self._scored(plan, [])

    def planned(self, plan: Plan) -> Query:
        """The same pages, in order: those that have every word first, then sheets, then by relevance."""
        sheets = Query.term_set_query(self.schema, "rank", ranks_first(plan))
        rest = [Query.const_score_query(sheets, SHEET)] if plan.units else []
        rest += [self._unit(unit) for unit in plan.every if unit not in plan.common]
        rest += [Query.boost_query(self._unit(unit), LIGHT) for unit in plan.light]
        if not plan.is_strict:
            rest.append(Query.const_score_query(self._all_of(plan.every), FIRST))
        return self._scored(plan, rest)

    def _scored(self, plan: Plan, wished: Sequence[Query]) -> Query:
        must = [self._unit(unit) for unit in plan.common]
        if not plan.is_strict:
            sets = [self._all_of(some) for some in plan.enough]
            must.append(Query.const_score_query(_any(sets), 0.0))
        clauses = [(Occur.Must, self.within(*must)), *((Occur.Should, query) for query in wished)]
        return Query.boolean_query(clauses)

    def _all_of(self, units: Sequence[Unit]) -> Query:
        return Query.boolean_query([(Occur.Must, self._unit(unit)) for unit in units])

    def within(self, *queries: Query) -> Query:
        scope = Query.term_query(self.schema, "scope", self.scope, "basic")
        # A filter must not weigh in the score.
        clauses = [(Occur.Must, Query.const_score_query(scope, 0.0)), *((Occur.Must, query) for query in queries)]
        if self.without:
            clauses.append((Occur.MustNot, Query.term_set_query(self.schema, "key", list(self.without))))
        return Query.boolean_query(clauses)

    def like(self, traits: Traits) -> Query:
        """Pages with any of the words or terms, those of this very page apart."""
        shared = [self.any_of(tokens) for tokens in traits.words]
        for name, code in traits.facets:
            term = Query.term_query(self.schema, f"terms.{name}", code, "basic")
            shared.append(Query.const_score_query(term, FACET_WEIGHT))
        return Query.boolean_query(
            [
                (Occur.Must, self.within(_any(shared))),
                (Occur.MustNot, Query.term_query(self.schema, "key", traits.key, "basic")),
            ]
        )

    def any_of(self, tokens: Sequence[str]) -> Query:
        """One query per field on alternatives, the best of which counts: two stems of one word are one match."""
        per_field = []
        for field, weight in self.fields.items():
            terms = [Query.term_query(self.schema, field, token) for token in tokens]
            best = terms[0] if len(terms) == 1 else Query.disjunction_max_query(terms)
            per_field.append((Occur.Should, best if weight == 1 else Query.boost_query(best, weight)))
        return Query.boolean_query(per_field)

    def _unit(self, unit: Unit) -> Query:
        if len(unit.items) == 1 and not unit.items[0].is_phrase:
            return self.any_of([*unit.items[0].tokens, *unit.concepts])
        alternatives = [Query.boolean_query([(Occur.Must, self._item(item)) for item in unit.items])]
        if unit.concepts:
            alternatives.append(self.any_of(unit.concepts))
        # Added, not the better of the two: a page that gives the long form and the acronym is the page of that thing.
        return _any(alternatives)

    def _item(self, item: Item) -> Query:
        if not item.is_phrase:
            return self.any_of(item.tokens)
        return Query.boolean_query(
            [
                (Occur.Should, Query.boost_query(Query.phrase_query(self.schema, field, list(run)), weight))
                for run in item.spellings
                for field, weight in self.fields.items()
            ]
        )


def request_filter(request: SearchRequest, left_out: str = "") -> str:
    """OR inside a facet, AND between facets and ranges, as the query string that aggregations want."""
    clauses = [_any_code(name, codes) for name, codes in selections_of(request, left_out).items()]
    clauses += [_range(name, ends) for name, ends in ranges_of(request, left_out).items()]
    return " AND ".join(clauses) or _EVERYTHING


def _any_code(name: str, codes: tuple[str, ...]) -> str:
    if not FACET_NAME.fullmatch(name):
        return _NOTHING
    quoted = (clean(code).replace("\\", "\\\\").replace('"', '\\"') for code in codes)
    return "(" + " OR ".join(f'{TERMS}{name}:"{code}"' for code in quoted) + ")"


def _range(name: str, ends: Ends) -> str:
    bounds = bounds_of(ends)
    if not FACET_NAME.fullmatch(name) or bounds is None:
        return _NOTHING
    return between(name, rank_of(bounds[0]), rank_of(bounds[1]))


def between(column: str, least: int = rank_of(-LARGEST), greatest: int = rank_of(LARGEST)) -> str:
    """Ranks, both included; by default any number. tantivy takes two open ends for nothing at all."""
    return f"{RANKS}{column}:[{least} TO {greatest}]"


def count_everything(searcher: tantivy.Searcher, query: Query, request: SearchRequest) -> Counted:
    """The total, the counts of all facets and all spans in one call."""
    groups = groups_of(request)
    answer = searcher.aggregate(
        query,
        {
            f"{number}": {
                "filter": request_filter(request, group.left_out),
                "aggs": {
                    **{TERMS + name: {"terms": {"field": TERMS + name, "size": _EVERY_VALUE}} for name in group.facets},
                    **{VALUES + name: {"stats": {"field": VALUES + name}} for name in group.spans},
                },
            }
            for number, group in enumerate(groups)
        },
    )
    counts: dict[str, dict[str, int]] = {name: {} for name in request.facets}
    for number, group in enumerate(groups):
        for name in group.facets:
            buckets = answer[f"{number}"][TERMS + name]["buckets"]
            counts[name] = {bucket["key"]: bucket["doc_count"] for bucket in buckets}
    found = {name: answer[f"{number}"][VALUES + name] for number, group in enumerate(groups) for name in group.spans}
    spans = {name: (stats["min"], stats["max"]) for name, stats in found.items() if stats["count"]}
    return Counted(answer["0"]["doc_count"], counts, spans)
