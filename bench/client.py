"""A light client: connections that stay open, one loop over sockets, so that it is not itself what is measured."""

import selectors
import socket
import time
from collections.abc import Iterator
from itertools import cycle

from bench.figures import Timing, timing

READ_AT_ONCE = 1 << 16
PATIENCE = 60  # seconds
# Between two visitors who come: of eight at once, one process may take all, and give half as much.
APART = 0.01  # seconds


class Connection:
    """One visitor: asks, reads the whole answer, asks again."""

    def __init__(self, port: int) -> None:
        self.host = f"127.0.0.1:{port}"
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.started, self.answer, self.wanted = 0.0, b"", 0

    def ask(self, path: str) -> None:
        self.answer, self.wanted = b"", 0
        self.started = time.perf_counter()
        self.socket.sendall(f"GET {path} HTTP/1.1\r\nHost: {self.host}\r\nAccept-Encoding: gzip\r\n\r\n".encode())

    def read(self) -> bool:
        """Reads what has come; true once the answer is whole."""
        part = self.socket.recv(READ_AT_ONCE)
        if not part:
            raise ConnectionError("Le serveur a fermé la connexion.")
        self.answer += part
        if not self.wanted:
            self.wanted = self._length()
        return bool(self.wanted) and len(self.answer) >= self.wanted

    def _length(self) -> int:
        head, separator, _body = self.answer.partition(b"\r\n\r\n")
        if not separator:
            return 0
        status, *lines = head.split(b"\r\n")
        if b" 200 " not in status:
            raise ConnectionError(f"Réponse inattendue : {status.decode()}")
        lengths = [int(line.split(b":")[1]) for line in lines if line.lower().startswith(b"content-length:")]
        return len(head) + len(separator) + lengths[0]


def measure(port: int, paths: list[str], clients: int, seconds: float, most: int) -> Timing:
    """``clients`` visitors go through ``paths`` together, for so many seconds or so many answers."""
    turns, times, selector = cycle(paths), [], selectors.DefaultSelector()
    visitors = [_arrived(port) for _number in range(clients)]
    for visitor in visitors:
        selector.register(visitor.socket, selectors.EVENT_READ, visitor)
        visitor.ask(next(turns))
    started = time.perf_counter()
    try:
        while not times or (len(times) < most and time.perf_counter() - started < seconds):
            for visitor in _whole(selector):
                times.append(time.perf_counter() - visitor.started)
                visitor.ask(next(turns))
        return timing(times, time.perf_counter() - started)
    finally:
        for visitor in visitors:
            visitor.socket.close()


def _arrived(port: int) -> Connection:
    time.sleep(APART)
    return Connection(port)


def _whole(selector: selectors.BaseSelector) -> Iterator[Connection]:
    for key, _events in selector.select(PATIENCE):
        if key.data.read():
            yield key.data
