"""The remote engine: Elasticsearch 8, for when one machine is outgrown or several serve the portal.

Any process searches and writes at any time. Searches ask the index itself, whose words they know; when it is gone, a
rebuild has put another behind the alias, which is then read anew. Writes go through the alias.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import TypeVar

from search.engines.contract import EngineError, EngineUnavailable, SearchDocument, SearchRequest, SearchResult
from search.engines.elasticsearch.address import parse_address
from search.engines.elasticsearch.client import Connection, Deadline, understood
from search.engines.elasticsearch.index import OVERTAKEN, Indexes
from search.engines.elasticsearch.reader import Live, Reader
from search.engines.elasticsearch.rows import to_row
from search.engines.elasticsearch.scope import ElasticsearchScope
from search.engines.elasticsearch.writes import Change, in_parts, move_position, send
from search.text.analysis import Analyzer
from search.text.lexicon import Lexicon

_UNHURRIED = 120.0  # seconds, for a step of what no visitor waits for
_TIDYING = 10.0
_ATTEMPTS = 3  # of a write that finds another index behind the alias
_DIGESTS_AT_ONCE = 5_000

NO_LEXICON = "Les mots du glossaire n’ont pas pu être lus."

Answered = TypeVar("Answered")


class ElasticsearchEngine:
    name = "elasticsearch"
    is_remote = True

    def __init__(
        self,
        url: str,
        lexicon: Lexicon | Callable[[], Lexicon] | None = None,
        shards: int = 1,
        replicas: int = 1,
        search_budget: float = 1.0,
        write_budget: float = 1.5,
    ) -> None:
        """``url``: see ``elasticsearch_address``. ``lexicon`` is asked for at each rebuild; searches use the one the
        live index was built with. ``replicas`` is the most copies of each shard, made as there are nodes for them.
        Budgets are seconds of a whole call, whatever number of requests it takes.
        """
        self._lexicon = lexicon
        self._connection = Connection(parse_address(url))
        self._alias = self._connection.address.prefix
        self._indexes = Indexes(self._connection, shards, replicas)
        self._search_budget = search_budget
        self._write_budget = write_budget

    def search(self, request: SearchRequest) -> SearchResult:
        started = time.perf_counter()
        result = self._read(request.locale, request.site, lambda scope: scope.answer(request), request.without)
        return replace(result, engine=self.name, took=time.perf_counter() - started)

    def suggest(
        self, text: str, locale: str = "fr", site: int = 1, limit: int = 8, without: tuple[str, ...] = ()
    ) -> list[str]:
        return self._read(locale, site, lambda scope: scope.suggest(text, limit), without)

    def similar(self, document: SearchDocument, limit: int = 6) -> list[str]:
        return self._read(document.locale, document.site, lambda scope: scope.similar(document, limit))

    def apply(
        self, upserts: Iterable[SearchDocument], deletes: Iterable[str], *, since: int = 0, position: int | None = None
    ) -> int:
        documents = {document.key: document for document in upserts}
        changed = {**dict.fromkeys(deletes), **documents}
        deadline = Deadline(self._write_budget)
        with understood():
            for _ in range(_ATTEMPTS):
                # A rebuild may move the alias meanwhile: then once more, in the words of the new index.
                live = self._indexes.live(deadline, known=False)
                held = self._indexes.position(live, deadline)
                if position is not None and not since <= held <= position:
                    return held
                if self._write(changed, live.analyzer, deadline, position) <= {live.name}:
                    break
            else:
                raise EngineError(OVERTAKEN)
            if position is None:
                return held
            # Written after the documents: cut in between, the same changes are applied twice, which is harmless.
            move_position(self._connection, live.name, position, deadline, through=self._alias)
            return position

    def rebuild(self, documents: Iterable[SearchDocument], position: int = 0) -> int:
        analyzer = self._analyzer()
        with understood():
            built = self._indexes.create(analyzer, Deadline(_UNHURRIED))
        try:
            count = self._fill(built, documents, analyzer)
            with understood():
                move_position(self._connection, built.name, position, Deadline(_UNHURRIED))
                self._indexes.publish(built, count, Deadline(_UNHURRIED))
        except BaseException:
            self._tidy(lambda deadline: self._indexes.abandon(built, deadline))
            raise
        self._tidy(self._indexes.sweep)
        return count

    def health(self) -> Mapping[str, object]:
        state = {"reachable": True, "documents": 0, "position": 0, "version_ok": False, "size_bytes": 0, "error": ""}
        deadline = Deadline(self._search_budget)
        try:
            with understood():
                live = self._indexes.live(deadline, known=False)
                state |= {
                    "documents": self._indexes.count(live, deadline),
                    "position": self._indexes.position(live, deadline),
                    "size_bytes": self._indexes.size(live, deadline),
                }
            state["version_ok"] = live.matches(self._analyzer())
        except EngineError as error:
            state |= {"reachable": not isinstance(error, EngineUnavailable), "error": str(error)}
        except Exception as error:
            # The lexicon comes from a database, whose errors are none of the index.
            state["error"] = f"{NO_LEXICON} ({type(error).__name__})"
        return {"engine": self.name, "hosts": " ".join(self._connection.address.hosts), "prefix": self._alias, **state}

    def digests(self) -> dict[str, str]:
        deadline = Deadline(_UNHURRIED)
        return self._on_live(deadline, lambda live: dict(_digests(Reader(self._connection, live, deadline))))

    def _read(
        self, locale: str, site: int, question: Callable[[ElasticsearchScope], Answered], without: tuple[str, ...] = ()
    ) -> Answered:
        deadline = Deadline(self._search_budget)

        def ask(live: Live) -> Answered:
            return question(ElasticsearchScope(Reader(self._connection, live, deadline), locale, site, without))

        return self._on_live(deadline, ask)

    def _on_live(self, deadline: Deadline, question: Callable[[Live], Answered]) -> Answered:
        """Asks the index last seen behind the alias, and once more when another has taken its place meanwhile."""
        with understood():
            live = self._indexes.live(deadline)
            try:
                return question(live)
            except EngineError:
                newer = self._indexes.live(deadline, known=False)
                if newer.name == live.name:
                    raise
            return question(newer)

    def _write(
        self, changed: Mapping[str, SearchDocument | None], analyzer: Analyzer, deadline: Deadline, position: int | None
    ) -> set[str]:
        """Sends the documents, or their deletion, through the alias; the names of the indexes that took them."""
        changes = (
            Change(key, to_row(document, analyzer) if document else None, position) for key, document in changed.items()
        )
        through = {"index": self._alias, "require_alias": True, "refresh": True}
        return set().union(*(send(self._connection, part, deadline, **through) for part in in_parts(changes)))

    def _fill(self, built: Live, documents: Iterable[SearchDocument], analyzer: Analyzer) -> int:
        seen: set[str] = set()
        # The caller's documents come from a database: its errors stay its own.
        for part in in_parts(Change(document.key, to_row(document, analyzer)) for document in documents):
            seen.update(change.key for change in part)
            with understood():
                send(self._connection, part, Deadline(_UNHURRIED), index=built.name)
        return len(seen)

    @staticmethod
    def _tidy(task: Callable[[Deadline], None]) -> None:
        """What it cannot remove now, a later rebuild sweeps: no reason to fail, nor to hide another failure."""
        try:
            with understood():
                task(Deadline(_TIDYING))
        except EngineError:
            pass

    def _analyzer(self) -> Analyzer:
        return Analyzer(self._lexicon() if callable(self._lexicon) else self._lexicon)


def _digests(reader: Reader) -> Iterator[tuple[str, str]]:
    after: list[str] | None = None
    while True:
        body = {
            "query": {"exists": {"field": "scope"}},
            "size": _DIGESTS_AT_ONCE,
            "sort": ["key"],
            "docvalue_fields": ["digest"],
            **({"search_after": after} if after else {}),
        }
        hits = reader.search(body)["hits"]["hits"]
        yield from ((hit["_id"], hit["fields"]["digest"][0]) for hit in hits)
        if len(hits) < _DIGESTS_AT_ONCE:
            return
        after = hits[-1]["sort"]
