"""The portal and another site, turn by turn: the same requests about the same sheets, one visitor, nothing kept."""

import time

from bench.figures import Timing, timing
from bench.visitor import Visitor

LONGEST = 60  # seconds a kind of page
WARMING = 12  # requests, so that each process has read its code


class Side(Visitor):
    """One of the two sites: its addresses, and how long it took."""

    def __init__(self, address: str, scenarios: dict[str, list[str]]) -> None:
        super().__init__(address)
        self.address, self.scenarios = address, scenarios
        self.seconds: list[float] = []

    def ask(self, path: str) -> None:
        started = time.perf_counter()
        answer, _body = self.get(path)
        self.seconds.append(time.perf_counter() - started)
        if answer.status != 200:
            raise RuntimeError(f"{self.address}{path} répond {answer.status}.")


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
