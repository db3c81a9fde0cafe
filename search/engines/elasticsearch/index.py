"""Where the index lives: one alias per portal, one index per build, and the moves between them.

    <prefix>              the alias: what is live, moved in one step
    <prefix>-18d5f0…      a build, named after its time; what it was built with stands in its mapping

A process killed anywhere leaves the alias on a whole index; a later rebuild sweeps what it left.
"""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from typing import Any

from search.engines.contract import EngineError
from search.engines.elasticsearch.client import Connection, Deadline, IndexMissing
from search.engines.elasticsearch.reader import Live, description
from search.engines.elasticsearch.rows import SETTINGS, mapping
from search.engines.elasticsearch.writes import position_key
from search.text.analysis import Analyzer

NAME_TAKEN = "Un index d’Elasticsearch porte déjà le nom du préfixe : choisissez-en un autre, ou supprimez cet index."
INCOMPLETE = "L’index reconstruit n’a pas tous ses documents ; l’ancien reste en service."
OVERTAKEN = "L’index a été remplacé par d’autres pendant la reconstruction."

_DOCUMENTS = {"exists": {"field": "scope"}}

_ABANDONED = 3600 * 10**9  # nanoseconds: a build so old was killed, others may be under way
_ATTEMPTS = 5  # another rebuild may move the alias between reading and moving it
_COPIES_PATIENCE = 30  # seconds


class Indexes:
    def __init__(self, connection: Connection, shards: int, replicas: int) -> None:
        self._connection = connection
        self._prefix = connection.address.prefix
        self._layout = {"number_of_shards": shards}
        # No more copies than there are other nodes: a lone node has none, and is not reproached with it.
        self._copies = {"auto_expand_replicas": f"0-{replicas}"}
        self._live: Live | None = None

    def live(self, deadline: Deadline, *, known: bool = True) -> Live:
        """The index behind the alias; ``known`` accepts the one that was behind it last."""
        live = self._live if known else None
        if live is None:
            answer = self._connection.ask(lambda client: client.indices.get_mapping(index=self._prefix), deadline)
            if self._prefix in answer:
                raise EngineError(NAME_TAKEN)
            live = Live.read(answer)
            if self._live and live.name == self._live.name:
                live = self._live
            self._live = live
        return live

    def create(self, analyzer: Analyzer, deadline: Deadline) -> Live:
        name, about = f"{self._prefix}-{time.time_ns():x}", description(analyzer)
        # Filled without copies nor refreshes: both cost twice the time, and nobody reads it yet.
        settings = {**SETTINGS, **self._layout, "number_of_replicas": 0, "refresh_interval": "-1"}
        self._connection.ask(
            lambda client: client.indices.create(index=name, settings=settings, mappings=mapping(about)), deadline
        )
        return Live(name, about)

    def publish(self, built: Live, documents: int, deadline: Deadline) -> None:
        """Moves the alias once the build is whole; what was behind it is deleted in the same step."""
        ready = {**self._copies, "refresh_interval": None}
        ask = self._connection.ask
        ask(lambda client: client.indices.put_settings(index=built.name, settings={"index": ready}), deadline)
        ask(lambda client: client.indices.refresh(index=built.name), deadline)
        if self.count(built, deadline) != documents or not self._is_described(built, deadline):
            raise EngineError(INCOMPLETE)
        self._await_copies(built)
        for _ in range(_ATTEMPTS):
            if self._move_alias(built, deadline):
                self._live = built
                return
        raise EngineError(OVERTAKEN)

    def count(self, live: Live, deadline: Deadline) -> int:
        answer = self._connection.ask(lambda client: client.count(index=live.name, query=_DOCUMENTS), deadline)
        return int(answer["count"])

    def position(self, live: Live, deadline: Deadline) -> int:
        question: dict[str, Any] = {"index": live.name, "id": position_key(live.name), "stored_fields": "_none_"}
        return int(self._connection.ask(lambda client: client.get(**question), deadline)["_version"])

    def size(self, live: Live, deadline: Deadline) -> int:
        answer = self._connection.ask(lambda client: client.indices.stats(index=live.name, metric="store"), deadline)
        return int(answer["_all"]["primaries"]["store"]["size_in_bytes"])

    def abandon(self, built: Live, deadline: Deadline) -> None:
        """Removes a build that failed, unless its last step did succeed and only the answer was lost."""
        if not self._aliases(built.name, deadline)[built.name]:
            self._drop(built.name, deadline)

    def sweep(self, deadline: Deadline) -> None:
        """Removes what killed rebuilds left: builds of this very prefix, behind no alias, begun long ago."""
        build = re.compile(re.escape(self._prefix) + "-([0-9a-f]{16})")
        for name, aliases in self._aliases(f"{self._prefix}-*", deadline).items():
            begun = build.fullmatch(name)
            if begun and not aliases and int(begun[1], 16) < time.time_ns() - _ABANDONED:
                self._drop(name, deadline)

    def _drop(self, name: str, deadline: Deadline) -> None:
        self._connection.ask(lambda client: client.indices.delete(index=name, ignore_unavailable=True), deadline)

    def _move_alias(self, built: Live, deadline: Deadline) -> bool:
        try:
            behind = list(self._aliases(self._prefix, deadline))
        except IndexMissing:
            behind = []
        if self._prefix in behind:
            raise EngineError(NAME_TAKEN)
        actions = [{"add": {"index": built.name, "alias": self._prefix}}]
        actions += [{"remove_index": {"index": name}} for name in behind if name != built.name]
        try:
            self._connection.ask(lambda client: client.indices.update_aliases(actions=actions), deadline)
        except IndexMissing:
            return False
        return True

    def _aliases(self, name: str, deadline: Deadline) -> Mapping[str, Mapping[str, Any]]:
        """{index: its aliases} of the indexes of that name, or behind the alias of that name."""
        answer = self._connection.ask(lambda client: client.indices.get(index=name, features="aliases"), deadline)
        return {index: found["aliases"] for index, found in answer.items()}

    def _is_described(self, built: Live, deadline: Deadline) -> bool:
        """False when the build was deleted while it was filled, and made anew by the next write, without a mapping."""
        answer = self._connection.ask(lambda client: client.indices.get_mapping(index=built.name), deadline)
        return bool(answer[built.name]["mappings"].get("_meta") == built.about)

    def _await_copies(self, built: Live) -> None:
        question: dict[str, Any] = {"index": built.name, "wait_for_status": "green", "timeout": f"{_COPIES_PATIENCE}s"}
        try:
            self._connection.ask(lambda client: client.cluster.health(**question), Deadline(4 * _COPIES_PATIENCE))
        except EngineError:
            # A cluster short of a node makes the copies when it is back: no reason to keep an old index till then.
            pass
