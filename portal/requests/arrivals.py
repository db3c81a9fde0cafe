"""How gunicorn takes requests: a thread is given to one that has arrived, whole, never to one that is on its way.

Stock ``gthread`` reads a request in the thread that answers it: as many slow connections as there are threads, and
nobody else is served. Here the loop that already watches idle connections gathers what each of them sends.
"""

import re
import selectors
import time
from functools import partial
from tempfile import TemporaryFile

from gunicorn.http.unreader import SocketUnreader
from gunicorn.workers.gthread import ThreadWorker

HEADERS_WITHIN = 10  # seconds, from the first byte to the last header
SILENCE = 15  # seconds that a body may pause
BODY_WITHIN = 600
LONGEST_BODY = 25 * 1024 * 1024  # documents go up to 20 MB
IN_MEMORY = 64 * 1024  # of each request, all its headers among it; the rest waits on the disk
AT_ONCE = 16 * 1024

_END = b"\r\n\r\n"
_LENGTH = re.compile(rb"\r\ncontent-length:[ \t]*(\d{1,12})[ \t]*(?=\r\n)", re.IGNORECASE)
_CHUNKED = re.compile(rb"\r\ntransfer-encoding:", re.IGNORECASE)


class Refused(Exception):
    """Its argument is the status to answer with."""


class Arrival:
    """What one connection has sent of its next request."""

    def __init__(self):
        self.file = None  # for what is too long to wait in memory
        self.head = bytearray()
        self.received = 0
        self.expected = None  # bytes in all; known once the headers are there
        self.began = time.monotonic()
        self.deadline = self.began + HEADERS_WITHIN

    @property
    def is_whole(self):
        return self.expected is not None and self.received >= self.expected

    def take(self, data):
        self.received += len(data)
        if self.expected is None:
            self.head += data
            self._read_head()
            return
        self.deadline = min(time.monotonic() + SILENCE, self.began + BODY_WITHIN)
        if self.file or self.received > IN_MEMORY:
            self._on_disk().write(data)
        else:
            self.head += data

    def _on_disk(self):
        if self.file is None:
            self.file = TemporaryFile()  # noqa: SIM115 - closed with the connection, or once it is read
        return self.file

    def close(self):
        if self.file:
            self.file.close()

    def _read_head(self):
        end = self.head.find(_END)
        if end < 0:
            if self.received >= IN_MEMORY:
                raise Refused("431 Request Header Fields Too Large")
            return
        head = self.head[: end + 2]
        if _CHUNKED.search(head):
            raise Refused("411 Length Required")  # no browser does; its end could not be told without reading it
        lengths = _LENGTH.findall(head)
        body = int(lengths[0]) if len(lengths) == 1 else 0  # gunicorn refuses two of them
        if body > LONGEST_BODY:
            raise Refused("413 Content Too Large")
        self.expected = end + len(_END) + body


class ArrivedUnreader(SocketUnreader):
    """Gives gunicorn's parser what waited on the disk, then what the socket has."""

    file = None

    def chunk(self, size_hint=None):
        if self.file:
            if data := self.file.read(size_hint or AT_ONCE):
                return data
            self.file.close()
            self.file = None
        return super().chunk(size_hint)


class PatientWorker(ThreadWorker):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.arriving = {}  # connection: Arrival

    def enqueue_req(self, conn):
        """Where gunicorn hands a connection to a thread: as soon as its request is there."""
        if self.cfg.is_ssl:
            return super().enqueue_req(conn)
        arrival = self.arriving[conn] = Arrival()
        conn.sock.setblocking(False)
        if conn.parser and (begun := conn.parser.unreader.take_buffered()):
            self._gather(conn, arrival, begun)  # sent right after the request before
        if conn in self.arriving:
            self.on_more(conn, conn.sock)
        if conn in self.arriving:
            self.poller.register(conn.sock, selectors.EVENT_READ, partial(self.on_more, conn))
        return None

    def on_more(self, conn, sock):
        try:
            data = sock.recv(AT_ONCE)
        except (BlockingIOError, InterruptedError):
            return
        except OSError:
            data = b""
        if data:
            self._gather(conn, self.arriving[conn], data)
        else:
            self._drop(conn)

    def _gather(self, conn, arrival, data):
        try:
            arrival.take(data)
        except Refused as refusal:
            self._drop(conn, refusal.args[0])
        except OSError:
            self._drop(conn, "503 Service Unavailable")  # no room to keep what arrives
        else:
            if arrival.is_whole:
                self._hand_over(conn, arrival)

    def _hand_over(self, conn, arrival):
        self._forget(conn)
        conn.data_ready = True
        conn.init()
        if arrival.file:
            arrival.file.seek(0)
            conn.parser.unreader = ArrivedUnreader(conn.sock)
            conn.parser.unreader.file = arrival.file
        conn.parser.unreader.unread(arrival.head)
        super().enqueue_req(conn)

    def _forget(self, conn):
        del self.arriving[conn]
        try:
            self.poller.unregister(conn.sock)
        except (KeyError, ValueError):
            pass  # it came at once

    def _drop(self, conn, status=""):
        self.arriving[conn].close()
        self._forget(conn)
        if status:
            try:
                conn.sock.send(f"HTTP/1.1 {status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".encode())
            except OSError:
                pass
        self.nr_conns -= 1
        conn.close()

    def murder_pending(self):
        """Called each second: those that take too long are told so."""
        super().murder_pending()
        now = time.monotonic()
        for conn in [conn for conn, arrival in self.arriving.items() if arrival.deadline < now]:
            self._drop(conn, "408 Request Timeout" if self.arriving[conn].received else "")
