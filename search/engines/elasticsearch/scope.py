"""How Elasticsearch looks things up for one locale of one site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from search.engines.contract import Hit, SearchRequest
from search.engines.counting import NUMBERS, column_order
from search.engines.elasticsearch.queries import (
    ASKED,
    Queries,
    Query,
    aggregations,
    read_counts,
    read_spans,
    request_filter,
)
from search.engines.elasticsearch.reader import Reader
from search.engines.elasticsearch.rows import DEEPEST
from search.engines.ordering import SCORE_DIGITS, TAB
from search.engines.scope import MOST_COMPLETIONS, MOST_TITLES, Found, Scope, order_of, window
from search.engines.similar import Traits
from search.text.correction import Spellings
from search.text.highlight import highlight
from search.text.parsing import ParsedQuery
from search.text.weighing import Plan

_FORMS_AT_ONCE = 50_000  # under the 65 536 buckets that Elasticsearch gives at most
_SHARD_FORMS = 5_000  # read from each shard, so that the most frequent of all are among them

# Scores that differ by the order of additions only are equal: such pages are in the order of titles.
_RANK = {
    "_script": {
        "type": "number",
        "order": "desc",
        "script": {"source": "Math.round(_score * params.unit)", "params": {"unit": 10.0**SCORE_DIGITS}},
    }
}
_ORDERS: dict[str, dict[str, Any]] = {
    # Asked for, since Elasticsearch would spare itself the scores that only a script reads.
    "relevance": {"sort": [_RANK, "by_title"], "track_scores": True},
    "order": {"sort": ["by_order"]},
    "title": {"sort": ["by_title"]},
    "date": {"sort": ["by_date"]},
}

_MATCHED_VARIANTS = """
List found = new ArrayList();
for (String variant : doc['variants']) {
  for (String start : params.starts) {
    if (variant.startsWith(start)) { found.add(variant); }
  }
}
return found;
"""


class ElasticsearchScope(Scope):
    def __init__(self, reader: Reader, locale: str, site: int, without: Sequence[str] = ()) -> None:
        super().__init__(reader.analyzer, locale, site)
        self.reader = reader
        self.queries = Queries(self.name, without=without)
        self._spellings: Spellings | None = None

    def ask(self, plan: Plan, request: SearchRequest) -> Found:
        first, size = window(request.page, request.size)
        column, order = column_order(request), order_of(plan, request)
        answer = self.reader.search(
            {
                "query": self.queries.planned(plan),
                "post_filter": request_filter(request),
                "aggs": aggregations(request),
                "from": min(first, DEEPEST - size),
                "size": size if first + size <= DEEPEST else 0,
                "track_total_hits": True,
                "stored_fields": ["shown_body"],
                **(_by_number(*column) if column else _ORDERS[order]),
                **_variants_of(plan),
            }
        )
        self.note_total(plan, answer["aggregations"][ASKED]["doc_count"])
        counted = answer["aggregations"]
        hits = _hits(answer["hits"]["hits"], plan, has_scores=order == "relevance" and not column)
        return Found(
            answer["hits"]["total"]["value"], read_counts(counted, request), hits, read_spans(counted, request)
        )

    def count(self, plans: Sequence[Plan]) -> list[int]:
        each = {f"{number}": {"filter": self.queries.enough(plan)} for number, plan in enumerate(plans)}
        answer = self.reader.search({"query": self.queries.within(), "size": 0, "aggs": each})
        return [answer["aggregations"][number]["doc_count"] for number in each]

    def forms(self, prefix: str, before: ParsedQuery) -> list[tuple[str, int]]:
        wanted = {
            "field": "forms",
            "include": f"{_literally(prefix)}.*",
            "size": MOST_COMPLETIONS,
            "shard_size": _SHARD_FORMS,
            "order": [{"_count": "desc"}, {"_key": "asc"}],
        }
        answer = self.reader.search(
            {"query": self.queries.base(before), "size": 0, "aggs": {"forms": {"terms": wanted}}}
        )
        buckets = answer["aggregations"]["forms"]["buckets"]
        return [(bucket["key"].rpartition(TAB)[2], bucket["doc_count"]) for bucket in buckets]

    def titles(self, before: ParsedQuery, tokens: Sequence[str]) -> list[str]:
        in_titles = Queries(self.name, {"title": 1.0}, self.queries.without)
        query = in_titles.within(in_titles.base(before), in_titles.any_of(tokens))
        body = {"query": query, "size": MOST_TITLES, "stored_fields": ["shown_title"], **_ORDERS["title"]}
        return [_stored(hit, "shown_title") for hit in self.reader.search(body)["hits"]["hits"]]

    def spellings(self) -> Spellings:
        if self._spellings is None:
            stamp = self._stamp()
            # Any text may be asked for as a locale: only those that exist are worth remembering.
            known = self.reader.remembered(self.name, stamp, self._every_form) if stamp[0] else Spellings([])
            self._spellings = known
        return self._spellings

    def spread(self, words: Sequence[Sequence[str]]) -> tuple[list[int], int]:
        each = {f"{number}": {"filter": self.queries.any_of(tokens)} for number, tokens in enumerate(words)}
        answer = self.reader.search({"query": self.queries.within(), "size": 0, "track_total_hits": True, "aggs": each})
        return [answer["aggregations"][number]["doc_count"] for number in each], answer["hits"]["total"]["value"]

    def alike(self, traits: Traits, limit: int) -> list[str]:
        body = {"query": self.queries.like(traits), "size": limit, **_ORDERS["relevance"]}
        return [hit["_id"] for hit in self.reader.search(body)["hits"]["hits"]]

    def _stamp(self) -> tuple[int, float]:
        """Changes with every write to this scope, whichever process made it."""
        body = {"query": Queries(self.name).within(), "size": 0, "track_total_hits": True}
        answer = self.reader.search({**body, "aggs": {"written": {"max": {"field": "written"}}}})
        return answer["hits"]["total"]["value"], answer["aggregations"]["written"]["value"] or 0.0

    def _every_form(self) -> Iterator[tuple[str, int]]:
        pages: Query = {"size": _FORMS_AT_ONCE, "sources": [{"form": {"terms": {"field": "forms"}}}]}
        while True:
            body = {"query": Queries(self.name).within(), "size": 0, "aggs": {"forms": {"composite": pages}}}
            found = self.reader.search(body)["aggregations"]["forms"]
            for bucket in found["buckets"]:
                yield bucket["key"]["form"].rpartition(TAB)[2], bucket["doc_count"]
            if len(found["buckets"]) < _FORMS_AT_ONCE:
                return
            pages = {**pages, "after": found["after_key"]}


def _by_number(column: str, is_descending: bool) -> Query:
    order = "desc" if is_descending else "asc"
    # A column that no page has yet is no error.
    value = {NUMBERS + column: {"order": order, "missing": "_last", "unmapped_type": "double"}}
    return {"sort": [value, "by_title"]}


def _variants_of(plan: Plan) -> Query:
    """Asks each hit for the words that its own text has for the tokens of the query."""
    starts = sorted({f"{token}{TAB}" for unit in plan.every for token in unit.tokens})
    if not starts:
        return {}
    return {"script_fields": {"variants": {"script": {"source": _MATCHED_VARIANTS, "params": {"starts": starts}}}}}


def _hits(found: Sequence[Mapping[str, Any]], plan: Plan, has_scores: bool) -> tuple[Hit, ...]:
    variants = {variant for hit in found for variant in hit.get("fields", {}).get("variants", ())}
    forms: dict[str, list[str]] = {}
    for variant in variants:
        token, _, form = variant.partition(TAB)
        forms.setdefault(token, []).append(form)
    by_unit = [[form for token in unit.tokens for form in forms.get(token, ())] for unit in plan.every]
    return tuple(
        Hit(
            hit["_id"],
            hit["sort"][0] / 10**SCORE_DIGITS if has_scores else 0.0,
            highlight(_stored(hit, "shown_body"), by_unit) if by_unit else "",
        )
        for hit in found
    )


def _stored(hit: Mapping[str, Any], name: str) -> str:
    """Elasticsearch leaves a field without a value out."""
    return str(hit.get("fields", {}).get(name, ("",))[0])


def _literally(text: str) -> str:
    """Nothing in a word is an operator of Lucene's regular expressions."""
    return re.sub(r"(\W|_)", r"\\\1", text)
