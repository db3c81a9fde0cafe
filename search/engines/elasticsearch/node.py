"""A connection to Elasticsearch whose time is that of the whole answer.

A socket's time starts anew with each byte: a node, or whatever stands in front of it, that gives one from time to time
would hold a visitor, and a thread of the server, for ever.
"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from elastic_transport import NodeConfig, Urllib3HttpNode
from elastic_transport.client_utils import DEFAULT

_asking = threading.local()


class _Watch:
    """Cuts the connection that answers when the time is over."""

    def __init__(self) -> None:
        self.end: socket.socket | None = None
        self._lock = threading.Lock()

    def cut(self) -> None:
        with self._lock, suppress(OSError):
            if self.end is not None:
                self.end.shutdown(socket.SHUT_RDWR)

    def leave(self) -> None:
        """The answer is whole: the connection may serve another question, whose time is another."""
        with self._lock:
            self.end = None


@contextmanager
def _cut_after(seconds: float) -> Iterator[None]:
    _asking.watch = watch = _Watch()
    timer = threading.Timer(seconds, watch.cut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        watch.leave()
        _asking.watch = None


def _watched(connection_class: type) -> type:
    class Watched(connection_class):
        def request(self, *args: Any, **kwargs: Any) -> None:
            super().request(*args, **kwargs)
            if watch := getattr(_asking, "watch", None):
                # The connection forgets its socket where an answer ends with it: kept here, it can still be cut.
                watch.end = self.sock

    return Watched


class PunctualNode(Urllib3HttpNode):
    def __init__(self, config: NodeConfig) -> None:
        super().__init__(config)
        self.pool.ConnectionCls = _watched(self.pool.ConnectionCls)

    def perform_request(
        self, method: str, target: str, body: Any = None, headers: Any = None, request_timeout: Any = DEFAULT
    ) -> Any:
        seconds: Any = self.config.request_timeout if request_timeout is DEFAULT else request_timeout
        with _cut_after(seconds):
            return super().perform_request(method, target, body, headers, request_timeout)
