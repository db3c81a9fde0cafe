"""One page of hits in the order of a column, which tantivy itself cannot sort by: columns come without a schema.

It says how many pages have each value; those of the page asked for are then looked up, each value in the order of
titles.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tantivy import Occur, Query

from search.engines.tantivy.hits import Row, by_column
from search.engines.tantivy.queries import between
from search.engines.tantivy.schema import RANKS
from search.engines.tantivy.storage import Snapshot

# tantivy gives 65 000 buckets at most: in the order of a column, no page lies beyond so many different values.
_MOST_VALUES = 60_000


class Run(NamedTuple):
    """Hits that follow each other from ``position`` on: those whose value lies between two ranks."""

    position: int
    length: int
    first: int
    last: int

    @property
    def stop(self) -> int:
        return self.position + self.length


def by_number(snapshot: Snapshot, query: Query, order: tuple[str, bool], first: int, size: int) -> list[Row]:
    """By value, equals by title, then what has none. ``order``: the column, and whether it descends."""
    column, is_descending = order
    stop = first + size
    runs, valued = _runs(snapshot, query, order, stop)
    page: list[Row] = []
    for run in _joined(runs, first, stop):
        with_values = _restricted(snapshot, query, Occur.Must, between(column, *sorted((run.first, run.last))))
        skipped = max(first - run.position, 0)
        rows = by_column(snapshot, with_values, "by_title", skipped, min(run.stop, stop) - run.position - skipped)
        page += rows if run.first == run.last else _sorted(snapshot, rows, column, is_descending)
    if stop > valued:
        without = _restricted(snapshot, query, Occur.MustNot, between(column))
        page += by_column(snapshot, without, "by_title", max(first - valued, 0), stop - max(first, valued))
    return page


def _runs(snapshot: Snapshot, query: Query, order: tuple[str, bool], stop: int) -> tuple[list[Run], int]:
    """One run for each value up to ``stop``, and how many pages have a value."""
    direction = "desc" if order[1] else "asc"
    wanted = {"field": RANKS + order[0], "size": min(stop, _MOST_VALUES), "order": {"_key": direction}}
    answer = snapshot.searcher.aggregate(query, {"values": {"terms": wanted}})["values"]
    runs: list[Run] = []
    position = 0
    for bucket in answer["buckets"]:
        runs.append(Run(position, bucket["doc_count"], bucket["key"], bucket["key"]))
        position += bucket["doc_count"]
    return runs, position + answer["sum_other_doc_count"]


def _joined(runs: Iterable[Run], first: int, stop: int) -> Iterator[Run]:
    """Those of the page; values that lie whole on it are one run, since each run is a search."""
    whole: Run | None = None
    for run in runs:
        if run.position >= first and run.stop <= stop:
            whole = run if whole is None else whole._replace(length=whole.length + run.length, last=run.last)
            continue
        if whole:
            yield whole
            whole = None
        if run.position < stop and run.stop > first:
            yield run
    if whole:
        yield whole


def _sorted(snapshot: Snapshot, rows: list[Row], column: str, is_descending: bool) -> list[Row]:
    return sorted(
        rows, key=lambda row: json.loads(snapshot.stored(row[2], "shown_numbers"))[column], reverse=is_descending
    )


def _restricted(snapshot: Snapshot, query: Query, occur: Occur, by: str) -> Query:
    return Query.boolean_query([(Occur.Must, query), (occur, snapshot.index.parse_query(by, []))])
