"""Requests in Elasticsearch's terms: the text query, the selections, and all disjunctive counts in one search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from search.engines.contract import SearchRequest
from search.engines.counting import NUMBERS, TERMS, Ends, bounds_of, groups_of, ranges_of, selections_of
from search.engines.fields import FACET_NAME, FIRST, LIGHT, SHEET, TEXT_FIELDS, ranks_first
from search.engines.similar import FACET_WEIGHT, Traits
from search.text.french import clean
from search.text.parsing import Item, ParsedQuery, Unit
from search.text.weighing import Plan

# Elasticsearch stops at ten values unless told otherwise; this only has to exceed the values of any vocabulary.
_EVERY_VALUE = 10_000

ASKED = "asked"  # the aggregation that counts what the selections choose from

Query = dict[str, Any]


class Queries:
    """Builds queries for one scope; ``fields`` narrows where words are looked for, ``without`` are keys left out."""

    def __init__(self, scope: str, fields: Mapping[str, float] = TEXT_FIELDS, without: Sequence[str] = ()) -> None:
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
        sheets: Query = {"constant_score": {"filter": {"terms": {"rank": ranks_first(plan)}}, "boost": SHEET}}
        rest = [sheets] if plan.units else []
        rest += [self._unit(unit) for unit in plan.every if unit not in plan.common]
        rest += [_weighted(self._unit(unit), LIGHT) for unit in plan.light]
        if not plan.is_strict:
            rest.append({"constant_score": {"filter": self._all_of(plan.every), "boost": FIRST}})
        return self._scored(plan, rest)

    def _scored(self, plan: Plan, wished: Sequence[Query]) -> Query:
        query = self.within(*(self._unit(unit) for unit in plan.common))
        if not plan.is_strict:
            query["bool"]["filter"].append(_any([self._all_of(some) for some in plan.enough]))
        return {"bool": {**query["bool"], "should": list(wished)}}

    def _all_of(self, units: Sequence[Unit]) -> Query:
        return {"bool": {"must": [self._unit(unit) for unit in units]}}

    def within(self, *queries: Query) -> Query:
        left_out = {"must_not": [{"terms": {"key": list(self.without)}}]} if self.without else {}
        return {"bool": {"filter": [{"term": {"scope": self.scope}}], "must": list(queries), **left_out}}

    def like(self, traits: Traits) -> Query:
        """Pages with any of the words or terms, those of this very page apart."""
        shared = [self.any_of(tokens) for tokens in traits.words]
        for name, code in traits.facets:
            shared.append({"constant_score": {"filter": {"term": {TERMS + name: code}}, "boost": FACET_WEIGHT}})
        return {"bool": {"must": [self.within(_any(shared))], "must_not": [{"term": {"key": traits.key}}]}}

    def any_of(self, tokens: Sequence[str]) -> Query:
        """One query per field on alternatives, the best of which counts: two stems of one word are one match."""
        return _any(
            [
                {"dis_max": {"queries": [{"term": {field: token}} for token in tokens], "boost": weight}}
                for field, weight in self.fields.items()
            ]
        )

    def _unit(self, unit: Unit) -> Query:
        if len(unit.items) == 1 and not unit.items[0].is_phrase:
            return self.any_of([*unit.items[0].tokens, *unit.concepts])
        alternatives = [{"bool": {"must": [self._item(item) for item in unit.items]}}]
        if unit.concepts:
            alternatives.append(self.any_of(unit.concepts))
        # Added, not the better of the two: a page that gives the long form and the acronym is the page of that thing.
        return _any(alternatives)

    def _item(self, item: Item) -> Query:
        if not item.is_phrase:
            return self.any_of(item.tokens)
        return _any(
            [
                {"match_phrase": {field: {"query": " ".join(run), "analyzer": "whitespace", "boost": weight}}}
                for run in item.spellings
                for field, weight in self.fields.items()
            ]
        )


def _weighted(query: Query, weight: float) -> Query:
    return {"bool": {"must": [query], "boost": weight}}


def _any(queries: list[Query]) -> Query:
    return {"bool": {"should": queries, "minimum_should_match": 1}}


def request_filter(request: SearchRequest, left_out: str = "") -> Query:
    """OR inside a facet, AND between facets and ranges."""
    clauses = [_any_code(name, codes) for name, codes in selections_of(request, left_out).items()]
    clauses += [_range(name, ends) for name, ends in ranges_of(request, left_out).items()]
    return {"bool": {"filter": clauses}}


def _any_code(name: str, codes: tuple[str, ...]) -> Query:
    if not FACET_NAME.fullmatch(name):
        return {"match_none": {}}
    return {"terms": {TERMS + name: [clean(code) for code in codes]}}


def _range(name: str, ends: Ends) -> Query:
    bounds = bounds_of(ends)
    if not FACET_NAME.fullmatch(name) or bounds is None:
        return {"match_none": {}}
    return {"range": {NUMBERS + name: {"gte": bounds[0], "lte": bounds[1]}}}


def aggregations(request: SearchRequest) -> Query:
    """All counts and spans at once."""
    return {
        ASKED: {"filter": {"match_all": {}}},
        **{
            f"group {number}": {
                "filter": request_filter(request, group.left_out),
                "aggs": {
                    **{TERMS + name: {"terms": {"field": TERMS + name, "size": _EVERY_VALUE}} for name in group.facets},
                    **{NUMBERS + name: {"stats": {"field": NUMBERS + name}} for name in group.spans},
                },
            }
            for number, group in enumerate(groups_of(request))
            if group.facets or group.spans
        },
    }


def read_counts(answer: Mapping[str, Any], request: SearchRequest) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {name: {} for name in request.facets}
    for number, group in enumerate(groups_of(request)):
        for name in group.facets:
            buckets = answer[f"group {number}"][TERMS + name]["buckets"]
            counts[name] = {bucket["key"]: bucket["doc_count"] for bucket in buckets}
    return counts


def read_spans(answer: Mapping[str, Any], request: SearchRequest) -> dict[str, tuple[float, float]]:
    groups = enumerate(groups_of(request))
    found = {name: answer[f"group {number}"][NUMBERS + name] for number, group in groups for name in group.spans}
    return {name: (stats["min"], stats["max"]) for name, stats in found.items() if stats["count"]}
