"""One index as a search sees it: its name, the words it was built with, and the time that is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from search.engines.contract import EngineError, EngineUnavailable
from search.engines.elasticsearch.client import BUSY, Answer, Connection, Deadline
from search.engines.elasticsearch.rows import SCHEMA_VERSION
from search.text.analysis import Analyzer
from search.text.correction import Spellings
from search.text.lexicon import Lexicon

OUTDATED = "L’index vient d’une version antérieure : lancez « manage.py reindex »."
UNREADABLE = "L’index est illisible : lancez « manage.py reindex »."


@dataclass(frozen=True)
class Live:
    """The index behind the alias, as it was described when it was built."""

    name: str
    about: Mapping[str, Any]
    # By scope: what a first misspelt word made this process read, and the stamp it was read at.
    spellings: dict[str, tuple[object, Spellings]] = field(default_factory=dict)

    @classmethod
    def read(cls, answer: Answer) -> Live:
        if len(answer) > 1:
            raise EngineError(UNREADABLE)
        (name,) = answer
        described = answer[name]
        about = described["mappings"].get("_meta") or {}
        if about.get("schema") != SCHEMA_VERSION:
            raise EngineError(OUTDATED)
        return cls(name, about)

    @cached_property
    def analyzer(self) -> Analyzer:
        return Analyzer(Lexicon.from_json(self.about["lexicon"]))

    def matches(self, analyzer: Analyzer) -> bool:
        return self.about.get("analysis") == analyzer.version


def description(analyzer: Analyzer) -> dict[str, Any]:
    return {"schema": SCHEMA_VERSION, "analysis": analyzer.version, "lexicon": analyzer.lexicon.canonical}


class Reader:
    """Searches of one call, all of them within its deadline."""

    def __init__(self, connection: Connection, live: Live, deadline: Deadline) -> None:
        self._connection = connection
        self._live = live
        self._deadline = deadline
        self.analyzer = live.analyzer

    def search(self, body: Mapping[str, Any]) -> Answer:
        # Scores are those of the whole index, however many shards it is cut into; half an answer is none.
        answer = self._connection.ask(
            lambda client: client.search(
                index=self._live.name,
                body={"_source": False, **body},
                search_type="dfs_query_then_fetch",
                allow_partial_search_results=False,
            ),
            self._deadline,
        )
        if answer["timed_out"] or answer["_shards"]["failed"]:
            raise EngineUnavailable(BUSY)
        return answer

    def remembered(self, scope: str, stamp: object, forms: Callable[[], Iterable[tuple[str, int]]]) -> Spellings:
        known = self._live.spellings.get(scope)
        if known is None or known[0] != stamp:
            known = self._live.spellings[scope] = (stamp, Spellings(forms()))
        return known[1]
