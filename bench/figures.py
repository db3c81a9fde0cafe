"""Times, their quantiles, how they grow, and tables of them."""

import math
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Timing:
    """Milliseconds, and answers a second."""

    p50: float
    p95: float
    rate: float = 0.0


def quantile(values: Iterable[float], part: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]


def timing(seconds: list[float], elapsed: float = 0.0) -> Timing:
    rate = len(seconds) / elapsed if elapsed else 0.0
    return Timing(quantile(seconds, 0.5) * 1000, quantile(seconds, 0.95) * 1000, rate)


def timed(calls: list[Callable], longest: float, rounds: int = 5) -> Timing:
    """The best of several rounds for each call: what others do on the machine meanwhile is not what is measured."""
    best, deadline = [math.inf] * len(calls), time.perf_counter() + longest
    for number in range(rounds * len(calls)):
        place, started = number % len(calls), time.perf_counter()
        calls[place]()
        best[place] = min(best[place], time.perf_counter() - started)
        if number >= len(calls) and started > deadline:
            break
    return timing(best)


def growth(small: tuple[int, float], large: tuple[int, float]) -> float:
    """The exponent: 0 when size does not matter, 1 when ten times as many pages take ten times as long."""
    return math.log(large[1] / small[1]) / math.log(large[0] / small[0])


def table(headings: list[str], rows: Iterable[Iterable[object]]) -> str:
    lines = ["| " + " | ".join(headings) + " |", "|" + "---|" * len(headings)]
    lines += ["| " + " | ".join(_cell(value) for value in row) + " |" for row in rows]
    return "\n".join(lines)


def _cell(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.2f}" if value < 10 else f"{value:.0f}"
    return "" if value is None else str(value)
