"""What stands in Elasticsearch's place when it is ill: slow, failing, overloaded, or something else altogether."""

from __future__ import annotations

import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

Reply = tuple[int, str, bytes]  # status, content type, body

JSON = "application/vnd.elasticsearch+json;compatible-with=8"


def always(status: int, body: bytes, kind: str = JSON) -> Callable[[str, str], Reply]:
    return lambda method, path: (status, kind, body)


def slowly(method: str, path: str) -> Reply:
    time.sleep(3)
    return 200, JSON, b"{}"


@contextmanager
def stub(reply: Callable[[str, str], Reply], product: str = "Elasticsearch") -> Iterator[str]:
    """The address of a server that answers so, whatever it is asked."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def answer(self) -> None:
            self.rfile.read(int(self.headers.get("content-length") or 0))
            status, kind, body = reply(self.command, self.path)
            try:
                self.send_response(status)
                self.send_header("X-Elastic-Product", product)
                self.send_header("content-type", kind)
                self.send_header("content-length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                # The client waited no longer.
                self.close_connection = True

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = answer

        def log_message(self, *arguments: object) -> None: ...

    with _serving(ThreadingHTTPServer(("127.0.0.1", 0), Handler)) as url:
        yield url


@contextmanager
def drop_by_drop(at_once: bytes, drops: bytes, pause: float = 0.1) -> Iterator[str]:
    """The address of a server that says the first part at once, and the second one byte at a time."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            try:
                self.request.recv(65536)
                self.request.sendall(at_once)
                for drop in drops:
                    time.sleep(pause)
                    self.request.sendall(bytes([drop]))
            except OSError:
                pass  # The client waited no longer.

    with _serving(socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)) as url:
        yield url


@contextmanager
def _serving(server: socketserver.TCPServer) -> Iterator[str]:
    server.daemon_threads = True
    server.block_on_close = False
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    serving.start()
    try:
        yield f"elasticsearch://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        serving.join()
