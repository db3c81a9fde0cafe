"""The portal and another site, turn by turn: the same requests about the same sheets, one visitor, nothing kept."""

import http.client
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from bench.figures import Timing, timing

LONGEST = 60  # seconds a kind of page
WARMING = 12  # requests, so that each process has read its code


@dataclass
class Side:
    """One of the two sites, as a visitor whose connection stays open where the server leaves it so."""

    address: str
    scenarios: dict[str, list[str]]
    seconds: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        parts = urlsplit(self.address)
        self.prefix = parts.path.rstrip("/")
        self.connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=120)

    def close(self) -> None:
        self.connection.close()

    def ask(self, path: str) -> None:
        started = time.perf_counter()
        try:
            status = self._ask(path)
        except http.client.RemoteDisconnected:  # while nothing was asked: not the fault of this request
            status = self._ask(path)
        self.seconds.append(time.perf_counter() - started)
        if status != 200:
            raise RuntimeError(f"{self.address}{path} répond {status}.")

    def _ask(self, path: str) -> int:
        self.connection.request("GET", self.prefix + path)
        answer = self.connection.getresponse()
        answer.read()
        return answer.status


def measure(portal: Side, rival: Side) -> list[dict]:
    """One row for each kind of page that both know."""
    return [
        _measure(name, portal, rival, list(zip(paths, rival.scenarios[name], strict=False)))
        for name, paths in portal.scenarios.items()
        if name in rival.scenarios
    ]


def _measure(name: str, portal: Side, rival: Side, pairs: list[tuple[str, str]]) -> dict:
    _ask(portal, rival, [pairs[turn % len(pairs)] for turn in range(WARMING)])
    portal.seconds, rival.seconds = [], []
    started = time.perf_counter()
    while not portal.seconds or (len(portal.seconds) < 100 and time.perf_counter() - started < LONGEST):
        _ask(portal, rival, pairs)
    ours, theirs = timing(portal.seconds), timing(rival.seconds)
    return {"page": name, "portal": ours, "rival": theirs, "faster": _faster(ours, theirs)}


def _ask(portal: Side, rival: Side, pairs: list[tuple[str, str]]) -> None:
    for ours, theirs in pairs:
        portal.ask(ours)
        rival.ask(theirs)


def _faster(ours: Timing, theirs: Timing) -> float:
    return theirs.p50 / ours.p50
