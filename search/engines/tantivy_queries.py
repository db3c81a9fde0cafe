"""Requests in tantivy's terms: the text query, the selections, and all disjunctive counts in one aggregation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import tantivy
from tantivy import Occur, Query

from search.contract import SearchRequest
from search.french import clean
from search.indexed import FACET_NAME, TEXT_FIELDS
from search.parsing import Item, ParsedQuery, Unit
from search.similar import FACET_WEIGHT, Traits

# tantivy stops at ten values unless told otherwise; this only has to exceed the values of any vocabulary.
_EVERY_VALUE = 10_000

_NOTHING = 'scope:"-"'
_EVERYTHING = "*"


class Queries:
    """Builds queries for one schema; ``fields`` narrows where words are looked for."""

    def __init__(self, schema: tantivy.Schema, scope: str, fields: Mapping[str, float] = TEXT_FIELDS) -> None:
        self.schema = schema
        self.scope = scope
        self.fields = fields

    def base(self, parsed: ParsedQuery) -> Query:
        """What the selections choose from: pages of this scope where every unit matches."""
        return self.within(*(self._unit(unit) for unit in parsed.units))

    def within(self, *queries: Query) -> Query:
        scope = Query.term_query(self.schema, "scope", self.scope, "basic")
        # A filter must not weigh in the score.
        return Query.boolean_query(
            [(Occur.Must, Query.const_score_query(scope, 0.0)), *((Occur.Must, query) for query in queries)]
        )

    def like(self, traits: Traits) -> Query:
        """Pages with any of the words or terms, those of this very page apart."""
        shared = [self.any_of(tokens) for tokens in traits.words]
        for name, code in traits.facets:
            term = Query.term_query(self.schema, f"terms.{name}", code, "basic")
            shared.append(Query.const_score_query(term, FACET_WEIGHT))
        return Query.boolean_query(
            [
                (Occur.Must, self.within(Query.boolean_query([(Occur.Should, query) for query in shared]))),
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
        return Query.boolean_query([(Occur.Should, alternative) for alternative in alternatives])

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


def selection_filter(selections: Mapping[str, tuple[str, ...]], leaving_out: str | None = None) -> str:
    """OR inside a facet, AND between facets, as the query string that aggregations want."""
    clauses = [_clause(name, codes) for name, codes in selections.items() if codes and name != leaving_out]
    return " AND ".join(clauses) or _EVERYTHING


def _clause(name: str, codes: tuple[str, ...]) -> str:
    if not FACET_NAME.fullmatch(name):
        return _NOTHING
    quoted = (clean(code).replace("\\", "\\\\").replace('"', '\\"') for code in codes)
    return "(" + " OR ".join(f'terms.{name}:"{code}"' for code in quoted) + ")"


def count_everything(searcher: tantivy.Searcher, query: Query, request: SearchRequest) -> tuple[int, dict]:
    """(total, counts) of all facets in one call: facets without a selection share one filter, others have their own."""
    chosen = [name for name in request.facets if request.selections.get(name)]
    shared = [name for name in request.facets if name not in chosen and FACET_NAME.fullmatch(name)]
    groups: list[tuple[str | None, list[str]]] = [(None, shared)]
    groups += [(name, [name]) for name in chosen if FACET_NAME.fullmatch(name)]
    answer = searcher.aggregate(
        query,
        {
            f"{number}": {
                "filter": selection_filter(request.selections, leaving_out=owner),
                "aggs": {name: {"terms": {"field": f"terms.{name}", "size": _EVERY_VALUE}} for name in names},
            }
            for number, (owner, names) in enumerate(groups)
        },
    )
    counts: dict[str, dict[str, int]] = {name: {} for name in request.facets}
    for number, (_, names) in enumerate(groups):
        for name in names:
            counts[name] = {bucket["key"]: bucket["doc_count"] for bucket in answer[f"{number}"][name]["buckets"]}
    return answer["0"]["doc_count"], counts
