"""A visitor whose connection stays open where the server leaves it so."""

import http.client
from urllib.parse import urlsplit


class Visitor:
    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        self.prefix = parts.path.rstrip("/")
        self.connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=120)

    def get(self, path: str, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        """The answer and its body. A connection that was closed while nothing was asked is opened again."""
        try:
            return self._get(path, headers)
        except (ConnectionResetError, BrokenPipeError):
            self.connection.close()
            return self._get(path, headers)

    def _get(self, path: str, headers: dict[str, str]) -> tuple[http.client.HTTPResponse, bytes]:
        self.connection.request("GET", self.prefix + path, headers=headers)
        answer = self.connection.getresponse()
        return answer, answer.read()

    def close(self) -> None:
        self.connection.close()
