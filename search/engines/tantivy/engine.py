"""The embedded engine: tantivy, one directory, no service.

Any process may search while another writes: each search reads the newest commit, each write takes its turn.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import chain

from tantivy import Query

from search.engines.contract import EngineError, SearchDocument, SearchRequest, SearchResult
from search.engines.ordering import TAB
from search.engines.tantivy.schema import to_tantivy
from search.engines.tantivy.scope import TantivyScope
from search.engines.tantivy.storage import Build, Storage, engine_errors
from search.text.analysis import Analyzer
from search.text.lexicon import Lexicon

_WRITER_MEMORY = 15_000_000  # tantivy's least for one thread
_REBUILD_MEMORY = 60_000_000


class EmbeddedEngine:
    name = "tantivy"
    is_remote = False

    def __init__(
        self,
        path: str | os.PathLike[str],
        lexicon: Lexicon | Callable[[], Lexicon] | None = None,
        patience: float = 10.0,
    ) -> None:
        """``lexicon`` is asked for at each rebuild; searches use the one the live build was made with.

        ``patience`` is how long a write waits for its turn, in seconds.
        """
        self._lexicon = lexicon
        self._storage = Storage(path, patience)

    def search(self, request: SearchRequest) -> SearchResult:
        started = time.perf_counter()
        snapshot = self._storage.snapshot()
        with engine_errors():
            result = TantivyScope(snapshot, request.locale, request.site, request.without).answer(request)
        return replace(result, engine=self.name, took=time.perf_counter() - started)

    def suggest(
        self, text: str, locale: str = "fr", site: int = 1, limit: int = 8, without: tuple[str, ...] = ()
    ) -> list[str]:
        snapshot = self._storage.snapshot()
        with engine_errors():
            return TantivyScope(snapshot, locale, site, without).suggest(text, limit)

    def similar(self, document: SearchDocument, limit: int = 6) -> list[str]:
        snapshot = self._storage.snapshot()
        with engine_errors():
            return TantivyScope(snapshot, document.locale, document.site).similar(document, limit)

    def apply(
        self, upserts: Iterable[SearchDocument], deletes: Iterable[str], *, since: int = 0, position: int | None = None
    ) -> int:
        wanted = {document.key: document for document in upserts}
        keys = list(dict.fromkeys(chain(deletes, wanted)))
        with self._storage.locked("write.lock"), engine_errors():
            build = Build(self._storage.live())
            held = build.position
            if position is not None and not since <= held <= position:
                return held
            if keys:
                writer = build.writer(_WRITER_MEMORY)
                for key in keys:
                    writer.delete_documents_by_term("key", key)
                for document in wanted.values():
                    writer.add_document(to_tantivy(document, build.analyzer))
                writer.commit()
                writer.wait_merging_threads()
            # Written after the commit: killed in between, the same changes are applied twice, which is harmless.
            if position is None:
                return held
            build.write_position(position)
            return position

    def rebuild(self, documents: Iterable[SearchDocument], position: int = 0) -> int:
        analyzer = self._analyzer()
        with self._storage.locked("rebuild.lock"):
            with engine_errors("La reconstruction de l’index a échoué."):
                build = self._storage.new_build()
                build.describe(analyzer)
                build.write_position(position)
            try:
                count = self._fill(build, documents, analyzer)
                with self._storage.locked("write.lock"), engine_errors():
                    self._storage.publish(build)
                    self._storage.sweep()
            except BaseException:
                shutil.rmtree(build.path, ignore_errors=True)
                raise
        return count

    def health(self) -> Mapping[str, object]:
        state = {"documents": 0, "position": 0, "version_ok": False, "size_bytes": 0, "error": ""}
        try:
            build = self._storage.snapshot().build
            with engine_errors():
                state |= {
                    "documents": self._storage.snapshot().searcher.num_docs,
                    "position": build.position,
                    "version_ok": build.matches(self._analyzer()),
                    "size_bytes": build.size,
                }
        except EngineError as error:
            state["error"] = str(error)
        return {"engine": self.name, "path": str(self._storage.path), "reachable": True, **state}

    def digests(self) -> dict[str, str]:
        snapshot = self._storage.snapshot()
        with engine_errors():
            # Terms outlive the documents they came from; the query leaves out those of deleted ones.
            stamps = snapshot.searcher.terms_with_prefix("stamp", "", Query.all_query())
            return dict(stamp.rsplit(TAB, 1) for stamp, _ in stamps)

    def _analyzer(self) -> Analyzer:
        return Analyzer(self._lexicon() if callable(self._lexicon) else self._lexicon)

    @staticmethod
    def _fill(build: Build, documents: Iterable[SearchDocument], analyzer: Analyzer) -> int:
        with engine_errors():
            writer = build.writer(_REBUILD_MEMORY)
        seen: set[str] = set()
        # The caller's documents come from a database: its errors stay its own.
        for document in documents:
            with engine_errors():
                if document.key in seen:
                    writer.delete_documents_by_term("key", document.key)
                seen.add(document.key)
                writer.add_document(to_tantivy(document, analyzer))
        with engine_errors():
            writer.commit()
            writer.wait_merging_threads()
        return len(seen)
