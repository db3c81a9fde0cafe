"""Questions put to Elasticsearch within a time, and what may come instead of an answer."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from elasticsearch import (
    ApiError,
    ConflictError,
    ConnectionTimeout,
    Elasticsearch,
    NotFoundError,
    TransportError,
    UnsupportedProductError,
)
from elasticsearch import ConnectionError as NoConnection

from search.engines.contract import EngineError, EngineUnavailable
from search.engines.elasticsearch.address import Address
from search.engines.elasticsearch.node import PunctualNode

AWAY = "Elasticsearch ne répond pas."
LATE = "Elasticsearch n’a pas répondu à temps."
LONG = "La question demandait trop de temps à Elasticsearch."
BUSY = "Elasticsearch est surchargé ou en panne."
GARBLED = "Elasticsearch a répondu autre chose qu’une réponse."
REFUSED = "Elasticsearch a refusé la demande."
MISSING = "L’index n’existe pas encore : lancez « manage.py reindex »."

# Worth another try, on another node if there is one: a node that dies in the middle of a search makes it a 500.
_PASSING = (429, 500, 502, 503, 504)
_FAILING = (*_PASSING, 408)
_FIRST_PAUSE = 0.02  # seconds, then twice as long each time
_LONGEST_PAUSE = 2.0
_TRIES = 4  # of a question that someone waits for
_LONGEST_REASON = 200

Answer = Mapping[str, Any]


class IndexMissing(EngineError):
    def __init__(self) -> None:
        super().__init__(MISSING)


class OlderVersion(EngineError):
    """A document is held in a later version than the one sent."""


class Deadline:
    """The time of a whole call, whatever number of requests it takes."""

    def __init__(self, seconds: float) -> None:
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def is_half_spent(self) -> bool:
        return self._end - time.monotonic() < self._seconds / 2

    def left(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise EngineUnavailable(LATE)
        return left

    def pause(self, attempt: int) -> None:
        seconds = min(_FIRST_PAUSE * 2**attempt, _LONGEST_PAUSE)
        if seconds >= self.left():
            raise EngineUnavailable(BUSY)
        time.sleep(seconds)


class Connection:
    """One client per process: made when first needed, anew after a fork, shared by threads."""

    def __init__(self, address: Address) -> None:
        self.address = address
        self._clients: dict[int, Elasticsearch] = {}
        self._making = threading.Lock()

    def ask(self, question: Callable[[Elasticsearch], Any], deadline: Deadline, *, insist: bool = False) -> Answer:
        """The answer; ``insist`` means trying until the deadline what a busy cluster refuses."""
        # Earlier questions of this call had their answers and took its time: the call was long, nobody is away.
        was_long = deadline.is_half_spent
        try:
            return self._ask(question, deadline, insist)
        except EngineUnavailable as error:
            if was_long:
                raise EngineError(LONG) from error
            raise

    def _ask(self, question: Callable[[Elasticsearch], Any], deadline: Deadline, insist: bool) -> Answer:
        attempt = 0
        while True:
            others = len(self.address.hosts) - attempt - 1
            # A node that hangs may take half of the time left, as long as another one can be asked.
            patience = deadline.left() / 2 if others > 0 else deadline.left()
            try:
                return _body(question(self._client().options(request_timeout=patience)))
            except ApiError as error:
                if not _is_passing(error) or (attempt + 1 >= _TRIES and not insist):
                    raise _of_api(error) from error
                deadline.pause(attempt)
            except (NoConnection, ConnectionTimeout) as error:
                # A connection kept open may have been closed meanwhile: even a lone host is asked twice.
                if attempt and others <= 0:
                    raise EngineUnavailable(f"{AWAY} ({type(error).__name__})") from error
                deadline.left()
            except TransportError as error:
                raise EngineUnavailable(f"{GARBLED} ({type(error).__name__})") from error
            attempt += 1

    def _client(self) -> Elasticsearch:
        process = os.getpid()
        client = self._clients.get(process)
        if client is None:
            with self._making:
                client = self._clients.get(process) or self._make()
                self._clients = {process: client}
        return client

    def _make(self) -> Elasticsearch:
        address = self.address
        options: dict[str, Any] = {}
        if address.user:
            options["basic_auth"] = (address.user, address.password)
        if address.api_key:
            options["api_key"] = address.api_key
        if address.ca:
            options["ca_certs"] = address.ca
        return Elasticsearch(
            list(address.hosts), node_class=PunctualNode, max_retries=0, retry_on_timeout=False, **options
        )


@contextmanager
def understood() -> Iterator[None]:
    """Whatever the reading of an answer stumbles on was no answer of Elasticsearch."""
    try:
        yield
    except EngineError:
        raise
    except (LookupError, TypeError, ValueError, AttributeError, RecursionError) as error:
        raise EngineUnavailable(f"{GARBLED} ({type(error).__name__})") from error


def _body(response: Any) -> Answer:
    body = getattr(response, "body", None)
    if not isinstance(body, Mapping):
        raise EngineUnavailable(GARBLED)
    return body


def _is_passing(error: ApiError) -> bool:
    return error.status_code in _PASSING and not isinstance(error, UnsupportedProductError)


def _of_api(error: ApiError) -> EngineError:
    if isinstance(error, UnsupportedProductError):
        return EngineUnavailable(GARBLED)
    if isinstance(error, NotFoundError):
        return IndexMissing()
    if isinstance(error, ConflictError):
        return OlderVersion(REFUSED)
    if error.status_code in _FAILING:
        return EngineUnavailable(f"{BUSY} ({error.status_code})")
    return EngineError(f"{REFUSED} ({error.status_code} : {str(error.error)[:_LONGEST_REASON]})")
