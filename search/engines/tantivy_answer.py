"""One search from the request to the result: count, correct when nothing is found, then fetch one page."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from tantivy import DocAddress, Order, Query

from search.contract import Hit, SearchRequest, SearchResult
from search.correction import correct
from search.engines.tantivy_queries import count_everything, selection_filter
from search.engines.tantivy_scope import Scope
from search.engines.tantivy_storage import Snapshot
from search.highlight import highlight
from search.ordering import key_of
from search.parsing import ParsedQuery, parse

LARGEST_PAGE = 100

# Equal scores are put in our order by blocks of this size: a common word may give thousands, each of which
# would have to be read. Blocks start where the score does, so pages never overlap.
_TIES = 100
_SCORE_DIGITS = 4  # beyond them two scores differ by the order of additions only

_Found = tuple[str, float, DocAddress]


def answer(snapshot: Snapshot, request: SearchRequest) -> SearchResult:
    scope = Scope(snapshot, request.locale, request.site)
    parsed, corrected = parse(request.text, snapshot.analyzer), None
    if not parsed.units and not parsed.is_blank:
        return SearchResult(0, (), {name: {} for name in request.facets})
    query = scope.query(parsed)
    total, counts = count_everything(snapshot.searcher, query, request)
    if not total and parsed.units and not scope.total(parsed):
        better = correct(parsed, scope)
        if better:
            parsed, corrected = better, better.text
            query = scope.query(parsed)
            total, counts = count_everything(snapshot.searcher, query, request)
    return SearchResult(total, _hits(scope, query, parsed, request, total), counts, corrected)


def _hits(scope: Scope, query: Query, parsed: ParsedQuery, request: SearchRequest, total: int) -> tuple[Hit, ...]:
    size = max(0, min(request.size, LARGEST_PAGE))
    first = (max(1, request.page) - 1) * size
    if not size or first >= total:
        return ()
    chosen = selection_filter(request.selections)
    if any(request.selections.values()):
        filtered = Query.const_score_query(scope.snapshot.index.parse_query(chosen, []), 0.0)
        query = scope.queries.within(scope.locale, scope.site, query, filtered)
    if request.sort == "date":
        found = _by_column(scope.snapshot, query, "by_date", first, size)
    elif request.sort == "title" or not parsed.units:
        found = _by_column(scope.snapshot, query, "by_title", first, size)
    else:
        found = _by_relevance(scope.snapshot, query, first, size)
    forms = scope.forms_by_unit(parsed)
    return tuple(
        Hit(key, score, highlight(scope.snapshot.stored(address, "shown_body"), forms) if forms else "")
        for key, score, address in found
    )


def _by_column(snapshot: Snapshot, query: Query, column: str, first: int, size: int) -> list[_Found]:
    hits = snapshot.searcher.search(query, size, False, column, first, Order.Asc).hits
    return [(key_of(value), 0.0, address) for value, address in hits]


def _by_relevance(snapshot: Snapshot, query: Query, first: int, size: int) -> list[_Found]:
    """Best first, equal scores by title, then key."""
    hits = snapshot.searcher.search(query, first + size + _TIES, False).hits
    page: list[_Found] = []
    position = 0
    for score, group in groupby(hits, key=lambda hit: round(hit[0], _SCORE_DIGITS)):
        ties = [address for _, address in group]
        for start in range(0, len(ties), _TIES):
            block = ties[start : start + _TIES]
            if first < position + len(block) and position < first + size:
                named = sorted(
                    ((snapshot.stored(address, "shown_order"), address) for address in block), key=itemgetter(0)
                )
                kept = named[max(0, first - position) : first + size - position]
                page += [(key_of(order), score, address) for order, address in kept]
            position += len(block)
    return page
