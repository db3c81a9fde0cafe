"""Changes sent in bulk, again and again where a busy node refuses them, until the time is over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from elasticsearch import Elasticsearch

from search.engines.contract import EngineError
from search.engines.elasticsearch.client import Connection, Deadline, IndexMissing, OlderVersion

REFUSED_DOCUMENT = "Elasticsearch a refusé un document."

_NEVER_BACK = "external_gte"
_PASSING = (429, 503)
_HELD_LATER = "version_conflict_engine_exception"
_PART_ROWS = 500
_PART_CHARACTERS = 2_000_000  # of bodies, which are about a fifth of what is sent
_WANTED = ["items.*.status", "items.*._index", "items.*._id", "items.*.error.type"]


@dataclass(frozen=True)
class Change:
    """One document written whole, or deleted when it has no row."""

    key: str
    row: Mapping[str, Any] | None = None
    position: int | None = None  # of what it was read at: a document held in a later version is left as it is

    @property
    def lines(self) -> list[Mapping[str, Any]]:
        about: dict[str, Any] = {"_id": self.key}
        if self.position is not None:
            about |= {"version": self.position, "version_type": _NEVER_BACK}
        if self.row is None:
            return [{"delete": about}]
        return [{"index": about}, self.row]


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


def position_key(index: str) -> str:
    """The document whose version is the position: no search finds it, it has no scope.

    It is named after its index: written through the alias once that leads to another index, it says nothing there.
    """
    return f"position of {index}"


def move_position(
    connection: Connection, index: str, position: int, deadline: Deadline, *, through: str | None = None
) -> None:
    """A version never goes back: an older position than the one held is refused, which is what is wanted."""
    question: dict[str, Any] = {"index": through or index, "id": position_key(index), "document": {}}
    question |= {"version": position, "version_type": _NEVER_BACK, "require_alias": bool(through)}
    try:
        connection.ask(lambda client: client.index(**question), deadline, insist=True)
    except OlderVersion:
        pass


def _bulk(operations: Sequence[Mapping[str, Any]], options: Mapping[str, Any], client: Elasticsearch) -> Any:
    return client.bulk(operations=operations, filter_path=_WANTED, **options)


def _taken(outcome: Mapping[str, Any]) -> str:
    error = outcome.get("error")
    if error and error["type"] != _HELD_LATER:
        if error["type"] == "index_not_found_exception":
            raise IndexMissing
        raise EngineError(f"{REFUSED_DOCUMENT} ({outcome['_id']} : {error['type']})")
    return str(outcome["_index"])
