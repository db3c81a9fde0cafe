"""A remote engine that does not answer, or slowly, is left alone for a while: one visitor in a while waits for it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from search.engines.contract import EngineUnavailable, SearchEngine, SearchResult

COOLDOWN = 5.0  # seconds
SLOW = 0.3  # seconds; the copy on this host answers in a few milliseconds
MOST_SLOW = 3  # slow answers in a row: one alone may be a pause of the garbage collector

_T = TypeVar("_T")


class Resting(EngineUnavailable):
    """Not asked at all: it failed a moment ago, which was logged then."""


class Breaker:
    """Closed, it lets everybody through. Opened by a failure, it lets one call through per cooldown: the probe."""

    def __init__(self, cooldown: float = COOLDOWN, clock: Callable[[], float] = time.monotonic) -> None:
        self._cooldown, self._clock = cooldown, clock
        self._opened: float | None = None
        self._slow_answers = 0
        self._lock = threading.Lock()

    @property
    def is_open(self) -> bool:
        return self._opened is not None

    def ask(self, function: Callable[..., _T], *args: Any, **kwargs: Any) -> _T:
        """``call``, for who waits for the answer: an engine that is slow time after time is left alone too."""
        started = self._clock()
        answer = self.call(function, *args, **kwargs)
        self._slow_answers = self._slow_answers + 1 if self._clock() - started > SLOW else 0
        if self._slow_answers >= MOST_SLOW:
            # It stays so until the probe is quick.
            self._opened = self._clock()
        return answer

    def call(self, function: Callable[..., _T], *args: Any, **kwargs: Any) -> _T:
        self._enter()
        try:
            answer = function(*args, **kwargs)
        except EngineUnavailable:
            self._opened = self._clock()
            raise
        self._opened = None
        return answer

    def _enter(self) -> None:
        with self._lock:
            if self._opened is None:
                return
            now = self._clock()
            if now - self._opened < self._cooldown:
                raise Resting("Le moteur de recherche ne répond pas, il sera essayé de nouveau sous peu.")
            # This call is the probe: the others wait for another cooldown, or for its success.
            self._opened = now


class GuardedEngine:
    """A remote engine behind a breaker; what operators ask of it (health, digests, rebuild) goes straight through."""

    def __init__(self, engine: SearchEngine, breaker: Breaker | None = None) -> None:
        self.engine = engine
        self.breaker = breaker or Breaker()

    def search(self, *args: Any, **kwargs: Any) -> SearchResult:
        return self.breaker.ask(self.engine.search, *args, **kwargs)

    def suggest(self, *args: Any, **kwargs: Any) -> list[str]:
        return self.breaker.ask(self.engine.suggest, *args, **kwargs)

    def similar(self, *args: Any, **kwargs: Any) -> list[str]:
        return self.breaker.ask(self.engine.similar, *args, **kwargs)

    def apply(self, *args: Any, **kwargs: Any) -> int:
        return self.breaker.call(self.engine.apply, *args, **kwargs)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.engine, name)
