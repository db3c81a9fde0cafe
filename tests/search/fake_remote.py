"""A remote engine without a network: it keeps documents in memory and fails as it is told to."""

from __future__ import annotations

from search.engines.contract import EngineUnavailable, Hit, SearchResult


class FakeRemote:
    name = "remote"
    is_remote = True

    documents: dict = {}  # shared by all instances, as a server would
    position = 0
    away = False
    calls = 0

    @classmethod
    def reset(cls) -> None:
        cls.documents, cls.position, cls.away, cls.calls = {}, 0, False, 0

    def _answer(self) -> None:
        FakeRemote.calls += 1
        if FakeRemote.away:
            raise EngineUnavailable("personne ne répond")

    def search(self, request) -> SearchResult:
        self._answer()
        words = request.text.lower().split()
        keys = [
            key
            for key, d in self.documents.items()
            if key not in request.without and all(word in d.title.lower() for word in words)
        ]
        return SearchResult(len(keys), tuple(Hit(key) for key in keys[: request.size]), {}, engine=self.name)

    def suggest(self, text, locale="fr", site=1, limit=8, without=()) -> list[str]:
        self._answer()
        return [f"{text} à distance"]

    def similar(self, document, limit=6) -> list[str]:
        self._answer()
        return []

    def apply(self, upserts, deletes, *, since=0, position=None) -> int:
        self._answer()
        if position is not None and not since <= self.position <= position:
            return self.position
        for key in deletes:
            self.documents.pop(key, None)
        self.documents.update({document.key: document for document in upserts})
        FakeRemote.position = max(self.position, position or 0)
        return self.position

    def rebuild(self, documents, position=0) -> int:
        self._answer()
        FakeRemote.documents = {document.key: document for document in documents}
        FakeRemote.position = position
        return len(self.documents)

    def health(self) -> dict:
        error = "personne ne répond" if FakeRemote.away else ""
        return {
            "engine": self.name,
            "reachable": not error,
            "version_ok": not error and bool(self.documents),
            "documents": len(self.documents),
            "position": self.position,
            "size_bytes": 0,
            "error": error,
        }

    def digests(self) -> dict[str, str]:
        self._answer()
        return {key: document.digest for key, document in self.documents.items()}
