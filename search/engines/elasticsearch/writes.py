"""Changes sent in bulk, again and again where a busy node refuses them, until the time is over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from elasticsearch import Elasticsearch

from search.engines.contract import EngineError
from search.engines.elasticsearch.client import Connection, Deadline, IndexMissing, OlderVersion

POSITION = "position"  # the document whose version is the position: no search finds it, it has no scope
REFUSED_DOCUMENT = "Elasticsearch a refusé un document."

_PASSING = (429, 503)
_PART_ROWS = 500
_PART_CHARACTERS = 2_000_000  # of bodies, which are about a fifth of what is sent
_WANTED = ["items.*.status", "items.*._index", "items.*._id", "items.*.error.type"]


@dataclass(frozen=True)
class Change:
    """One document written whole, or deleted when it has no row."""

    key: str
    row: Mapping[str, Any] | None = None

    @property
    def lines(self) -> list[Mapping[str, Any]]:
        if self.row is None:
            return [{"delete": {"_id": self.key}}]
        return [{"index": {"_id": self.key}}, self.row]


def send(connection: Connection, changes: Sequence[Change], deadline: Deadline, **options: Any) -> set[str]:
    """Writes them all, or raises; the names of the indexes that took them."""
    indexes: set[str] = set()
    attempt = 0
    while changes:
        operations = [line for change in changes for line in change.lines]
        question = partial(_bulk, operations, {**options, "timeout": f"{int(deadline.left() * 1000)}ms"})
        answer = connection.ask(question, deadline, insist=True)
        outcomes = [next(iter(item.values())) for item in answer["items"]]
        indexes |= {_taken(outcome) for outcome in outcomes if outcome["status"] not in _PASSING}
        changes = [change for change, outcome in zip(changes, outcomes, strict=True) if outcome["status"] in _PASSING]
        if changes:
            deadline.pause(attempt)
            attempt += 1
    return indexes


def in_parts(changes: Iterable[Change]) -> Iterator[list[Change]]:
    """Parts that neither side needs much memory for."""
    part: list[Change] = []
    weight = 0
    for change in changes:
        part.append(change)
        weight += len(change.row["shown_body"]) if change.row else 0
        if len(part) >= _PART_ROWS or weight >= _PART_CHARACTERS:
            yield part
            part, weight = [], 0
    if part:
        yield part


def move_position(connection: Connection, index: str, position: int, deadline: Deadline, **options: Any) -> None:
    """A version never goes back: an older position than the one held is refused, which is what is wanted."""
    question: dict[str, Any] = {"index": index, "id": POSITION, "document": {}}
    question |= {"version": position, "version_type": "external_gte"}
    try:
        connection.ask(lambda client: client.index(**question, **options), deadline, insist=True)
    except OlderVersion:
        pass


def _bulk(operations: Sequence[Mapping[str, Any]], options: Mapping[str, Any], client: Elasticsearch) -> Any:
    return client.bulk(operations=operations, filter_path=_WANTED, **options)


def _taken(outcome: Mapping[str, Any]) -> str:
    error = outcome.get("error")
    if error:
        if error["type"] == "index_not_found_exception":
            raise IndexMissing
        raise EngineError(f"{REFUSED_DOCUMENT} ({outcome['_id']} : {error['type']})")
    return str(outcome["_index"])
