"""Whole answers, compressed, kept in the memory of this process within fixed limits."""

import gzip
import re
from collections import OrderedDict
from hashlib import blake2b
from threading import Lock

LEAST_COMPRESSED = 200  # bytes; below, compressing gains nothing
GZIP = "-gzip"  # ends the tag of the compressed form: strong tags name bytes, not contents
# Headers about the body, which an answer without one does not repeat.
OF_BODY = {"content-type", "content-length", "content-encoding", "content-language", "content-disposition"}

_TAG = re.compile(r'(?:W/)?"([^"]*)"')
_GZIP_ACCEPTED = re.compile(r"\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))")


class KeptPage:
    """One answer 200 and what it was made from, in the two forms a browser may ask for."""

    def __init__(self, evidence, headers, content):
        self.evidence = evidence
        self.tag = blake2b(content, digest_size=12).hexdigest()
        compressed = gzip.compress(content, 6, mtime=0) if len(content) >= LEAST_COMPRESSED else content
        self.is_compressed = len(compressed) < len(content)
        self.body = compressed if self.is_compressed else content
        self.length = len(content)
        self.headers = [(name, value) for name, value in headers if name.lower() not in ("content-length", "etag")]
        self.headers_of_unchanged = [(name, value) for name, value in self.headers if name.lower() not in OF_BODY]
        self.size = len(self.body) + sum(len(name) + len(value) for name, value in self.headers) + 1000

    def answer(self, environ):
        """``(status, headers, body)`` for this request: compressed or not, without body when it is known already."""
        with_gzip = self.is_compressed and bool(_GZIP_ACCEPTED.search(environ.get("HTTP_ACCEPT_ENCODING", "")))
        etag = ("ETag", f'"{self.tag}{GZIP if with_gzip else ""}"')
        if self._is_known(environ.get("HTTP_IF_NONE_MATCH", "")):
            return 304, [*self.headers_of_unchanged, etag], b""
        length = ("Content-Length", str(len(self.body) if with_gzip else self.length))
        headers = [*self.headers, etag, length, *([("Content-Encoding", "gzip")] if with_gzip else [])]
        if environ["REQUEST_METHOD"] == "HEAD":
            return 200, headers, b""
        plain = with_gzip or not self.is_compressed
        return 200, headers, self.body if plain else gzip.decompress(self.body)

    def _is_known(self, if_none_match):
        """Weak comparison: a proxy that compresses weakens the tag, and both forms say the same."""
        if not if_none_match:
            return False
        known = {tag.removesuffix(GZIP) for tag in _TAG.findall(if_none_match)}
        return if_none_match.strip() == "*" or self.tag in known


class Shelf:
    """The pages looked at last, as many as fit. One page per address: what is made anew takes its place."""

    def __init__(self, most_bytes):
        self.most_bytes, self.bytes = most_bytes, 0
        self._pages = OrderedDict()
        self._lock = Lock()

    def __len__(self):
        return len(self._pages)

    def get(self, address):
        with self._lock:
            if address not in self._pages:
                return None
            self._pages.move_to_end(address)
            return self._pages[address][0]

    def put(self, address, page):
        size = page.size + sum(len(part) for part in address)
        if size > self.most_bytes // 8:
            return
        with self._lock:
            self._drop(address)
            self._pages[address] = (page, size)
            self.bytes += size
            while self.bytes > self.most_bytes:
                self._drop(next(iter(self._pages)))

    def clear(self):
        with self._lock:
            self._pages.clear()
            self.bytes = 0

    def _drop(self, address):
        _page, size = self._pages.pop(address, (None, 0))
        self.bytes -= size
