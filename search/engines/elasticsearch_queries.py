"""Requests in Elasticsearch's terms: the text query, the selections, and all disjunctive counts in one search."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from search.contract import SearchRequest
from search.french import clean
from search.indexed import FACET_NAME, TEXT_FIELDS
from search.parsing import Item, ParsedQuery, Unit
from search.similar import FACET_WEIGHT, Traits

# Elasticsearch stops at ten values unless told otherwise; this only has to exceed the values of any vocabulary.
_EVERY_VALUE = 10_000

_COLUMN = "terms."
ASKED = "asked"  # the aggregation that counts what the selections choose from

Query = dict[str, Any]


class Queries:
    """Builds queries for one scope; ``fields`` narrows where words are looked for."""

    def __init__(self, scope: str, fields: Mapping[str, float] = TEXT_FIELDS) -> None:
        self.scope = scope
        self.fields = fields

    def base(self, parsed: ParsedQuery) -> Query:
        """What the selections choose from: pages of this scope where every unit matches."""
        return self.within(*(self._unit(unit) for unit in parsed.units))

    def within(self, *queries: Query) -> Query:
        return {"bool": {"filter": [{"term": {"scope": self.scope}}], "must": list(queries)}}

    def like(self, traits: Traits) -> Query:
        """Pages with any of the words or terms, those of this very page apart."""
        shared = [self.any_of(tokens) for tokens in traits.words]
        for name, code in traits.facets:
            shared.append({"constant_score": {"filter": {"term": {f"{_COLUMN}{name}": code}}, "boost": FACET_WEIGHT}})
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


def _any(queries: list[Query]) -> Query:
    return {"bool": {"should": queries, "minimum_should_match": 1}}


def selection_filter(selections: Mapping[str, tuple[str, ...]], leaving_out: str | None = None) -> Query:
    """OR inside a facet, AND between facets."""
    clauses = [_clause(name, codes) for name, codes in selections.items() if codes and name != leaving_out]
    return {"bool": {"filter": clauses}}


def _clause(name: str, codes: tuple[str, ...]) -> Query:
    if not FACET_NAME.fullmatch(name):
        return {"match_none": {}}
    return {"terms": {f"{_COLUMN}{name}": [clean(code) for code in codes]}}


def aggregations(request: SearchRequest) -> Query:
    """All counts at once: facets without a selection share one filter, others have their own."""
    known = [name for name in request.facets if FACET_NAME.fullmatch(name)]
    chosen = [name for name in known if request.selections.get(name)]
    groups: list[tuple[str | None, list[str]]] = [(None, [name for name in known if name not in chosen])]
    groups += [(name, [name]) for name in chosen]
    return {
        ASKED: {"filter": {"match_all": {}}},
        **{
            f"group {number}": {
                "filter": selection_filter(request.selections, leaving_out=owner),
                "aggs": {
                    f"{_COLUMN}{name}": {"terms": {"field": f"{_COLUMN}{name}", "size": _EVERY_VALUE}} for name in names
                },
            }
            for number, (owner, names) in enumerate(groups)
            if names
        },
    }


def read_counts(answer: Mapping[str, Any], request: SearchRequest) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {name: {} for name in request.facets}
    for group in answer.values():
        for column, found in group.items():
            if column.startswith(_COLUMN):
                name = column.removeprefix(_COLUMN)
                counts[name] = {bucket["key"]: bucket["doc_count"] for bucket in found["buckets"]}
    return counts
