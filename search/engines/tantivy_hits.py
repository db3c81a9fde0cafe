"""One page of hits, in an order without chance."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from tantivy import DocAddress, Occur, Order, Query

from search.engines.tantivy_queries import between
from search.engines.tantivy_schema import RANKS
from search.engines.tantivy_storage import Snapshot
from search.ordering import SCORE_DIGITS, key_of

# Equal scores are put in our order by blocks of this size: a common word may give thousands, each of which
# would have to be read. Blocks start where the score does, so pages never overlap.
_TIES = 100

# tantivy gives 65 000 buckets at most: in the order of a column, no page lies beyond so many different values.
_MOST_VALUES = 60_000

Row = tuple[str, float, DocAddress]  # key, score, where it is


def by_column(snapshot: Snapshot, query: Query, column: str, first: int, size: int) -> list[Row]:
    hits = snapshot.searcher.search(query, size, False, column, first, Order.Asc).hits
    return [(key_of(value), 0.0, address) for value, address in hits]


def by_number(snapshot: Snapshot, query: Query, order: tuple[str, bool], first: int, size: int) -> list[Row]:
    """Value by value, equals by title, then what has none. ``order``: the column, and whether it descends."""
    page: list[Row] = []
    for position, count, group in _groups(snapshot, query, order, first + size):
        start, stop = max(first, position), min(first + size, position + count)
        if start < stop:
            page += by_column(snapshot, group, "by_title", start - position, stop - start)
    return page


def _groups(snapshot: Snapshot, query: Query, order: tuple[str, bool], last: int) -> Iterator[tuple[int, int, Query]]:
    """(where it begins, its size at most, what finds it) of each group up to ``last``."""
    column, direction = order[0], "desc" if order[1] else "asc"
    wanted = {"field": RANKS + column, "size": min(last, _MOST_VALUES), "order": {"_key": direction}}
    answer = snapshot.searcher.aggregate(query, {"values": {"terms": wanted}})["values"]
    position = 0
    for bucket in answer["buckets"]:
        value = snapshot.index.parse_query(between(column, bucket["key"], bucket["key"]), [])
        yield position, bucket["doc_count"], _restricted(query, Occur.Must, value)
        position += bucket["doc_count"]
    any_value = snapshot.index.parse_query(between(column), [])
    yield position + answer["sum_other_doc_count"], last, _restricted(query, Occur.MustNot, any_value)


def _restricted(query: Query, occur: Occur, by: Query) -> Query:
    return Query.boolean_query([(Occur.Must, query), (occur, by)])


def by_relevance(snapshot: Snapshot, query: Query, first: int, size: int) -> list[Row]:
    """Best first, equal scores by title, then key."""
    hits = snapshot.searcher.search(query, first + size + _TIES, False).hits
    page: list[Row] = []
    position = 0
    for score, group in groupby(hits, key=lambda hit: round(hit[0], SCORE_DIGITS)):
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
