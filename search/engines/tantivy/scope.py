"""How tantivy looks things up for one locale of one site."""

from __future__ import annotations

from collections.abc import Sequence

from tantivy import Query

from search.engines.contract import Hit, SearchRequest
from search.engines.counting import column_order, is_restricted
from search.engines.ordering import TAB
from search.engines.scope import MOST_COMPLETIONS, MOST_TITLES, Found, Scope, order_of, window
from search.engines.similar import Traits
from search.engines.tantivy.hits import Row, by_column, by_relevance
from search.engines.tantivy.numbers import by_number
from search.engines.tantivy.queries import Counted, Queries, count_everything, request_filter
from search.engines.tantivy.storage import Snapshot
from search.text.correction import Spellings
from search.text.highlight import highlight
from search.text.parsing import ParsedQuery
from search.text.weighing import Plan


class TantivyScope(Scope):
    def __init__(self, snapshot: Snapshot, locale: str, site: int, without: Sequence[str] = ()) -> None:
        super().__init__(snapshot.analyzer, locale, site)
        self.snapshot = snapshot
        self.queries = Queries(snapshot.schema, self.name, without=without)
        if not without:
            self._totals = snapshot.totals_of(self.name)

    def ask(self, plan: Plan, request: SearchRequest) -> Found:
        query = self.queries.planned(plan)
        total, counts, spans = self._counts(self.queries.enough(plan), plan, request)
        first, size = window(request.page, request.size)
        if not size or first >= total:
            return Found(total, counts, (), spans)
        if is_restricted(request):
            chosen = self.snapshot.index.parse_query(request_filter(request), [])
            query = self.queries.within(query, Query.const_score_query(chosen, 0.0))
        forms = self._forms_by_unit(plan)
        hits = tuple(
            Hit(key, score, highlight(self.snapshot.stored(address, "shown_body"), forms) if forms else "")
            for key, score, address in self._rows(query, plan, request)
        )
        return Found(total, counts, hits, spans)

    def _counts(self, query: Query, plan: Plan, request: SearchRequest) -> Counted:
        """Those of all pages are the longest to make and asked for most: made once a commit."""
        if plan.every or is_restricted(request) or request.without:
            return count_everything(self.snapshot.searcher, query, request)
        known, key = self.snapshot.counts_of_all, (self.name, request.facets, request.spans)
        if key not in known:
            known[key] = count_everything(self.snapshot.searcher, query, request)
        return known[key]

    def _rows(self, query: Query, plan: Plan, request: SearchRequest) -> list[Row]:
        first, size = window(request.page, request.size)
        column, sort = column_order(request), order_of(plan, request)
        if column:
            return by_number(self.snapshot, query, column, first, size)
        if sort == "relevance":
            return by_relevance(self.snapshot, query, first, size)
        return by_column(self.snapshot, query, f"by_{sort}", first, size)

    def count(self, plans: Sequence[Plan]) -> list[int]:
        found = [self.snapshot.searcher.search(self.queries.enough(plan), 1, True) for plan in plans]
        return [result.count for result in found]  # type: ignore[attr-defined]  # tantivy's stubs leave it out

    def forms(self, prefix: str, before: ParsedQuery) -> list[tuple[str, int]]:
        return self._forms(prefix, self.queries.base(before), MOST_COMPLETIONS)

    def titles(self, before: ParsedQuery, tokens: Sequence[str]) -> list[str]:
        in_titles = Queries(self.snapshot.schema, self.name, {"title": 1.0}, self.queries.without)
        query = in_titles.within(in_titles.base(before), in_titles.any_of(tokens))
        rows = by_column(self.snapshot, query, "by_title", 0, MOST_TITLES)
        return [self.snapshot.stored(address, "shown_title") for _, _, address in rows]

    def spellings(self) -> Spellings:
        known = self.snapshot.spellings
        if self.name not in known:
            known[self.name] = Spellings(self._forms("", Queries(self.snapshot.schema, self.name).within(), None))
        return known[self.name]

    def spread(self, words: Sequence[Sequence[str]]) -> tuple[list[int], int]:
        """Counted once a commit: pages that are made one after the other share most of their words."""
        everything, *pages = (self._having(tuple(tokens)) for tokens in [(), *words])
        return pages, everything

    def _having(self, tokens: tuple[str, ...]) -> int:
        known, key = self._totals, ("having", *tokens)
        if key not in known:
            query = self.queries.within(*([self.queries.any_of(tokens)] if tokens else []))
            known[key] = self.snapshot.searcher.search(query, 1, True).count  # type: ignore[attr-defined]
        return known[key]

    def alike(self, traits: Traits, limit: int) -> list[str]:
        return [key for key, _, _ in by_relevance(self.snapshot, self.queries.like(traits), 0, limit)]

    def _forms(self, prefix: str, query: Query, limit: int | None) -> list[tuple[str, int]]:
        return self.snapshot.endings("forms", f"{self.name}{TAB}{prefix}", query, limit)

    def _forms_by_unit(self, plan: Plan) -> list[list[str]]:
        """For each unit that decides, the words of readers that its tokens stand for."""
        return [[form for token in unit.tokens for form in self._variants(token)] for unit in plan.every]

    def _variants(self, token: str) -> list[str]:
        return [form for form, _ in self.snapshot.endings("variants", f"{token}{TAB}")]
