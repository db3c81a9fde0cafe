"""One page of hits, in an order without chance."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from tantivy import DocAddress, Order, Query

from search.engines.ordering import SCORE_DIGITS, key_of
from search.engines.tantivy.storage import Snapshot

# Equal scores are put in our order by blocks of this size: a common word may give thousands, each of which
# would have to be read. Blocks start where the score does, so pages never overlap.
_TIES = 100

Row = tuple[str, float, DocAddress]  # key, score, where it is


def by_column(snapshot: Snapshot, query: Query, column: str, first: int, size: int) -> list[Row]:
    hits = snapshot.searcher.search(query, size, False, column, first, Order.Asc).hits
    return [(key_of(value), 0.0, address) for value, address in hits]


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
