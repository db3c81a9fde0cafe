"""What a request restricts, counts and sorts by, whatever the engine: two engines cannot come to differ in it."""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from search.engines.contract import SearchRequest
from search.engines.fields import FACET_NAME

# Facets and columns in one list: "terms.theme", "numbers.duree".
TERMS, NUMBERS = "terms.", "numbers."

LARGEST = sys.float_info.max

Ends = tuple[float | None, float | None]


class Group(NamedTuple):
    """Counts and spans that share one filter: that of the request without ``left_out``, the path of what it counts."""

    left_out: str
    facets: list[str]
    spans: list[str]


def groups_of(request: SearchRequest) -> list[Group]:
    """The first one is restricted by the whole request; whatever restricts is counted in a group of its own."""
    facets = _known(request.facets)
    spans = _known(request.spans)
    chosen = [name for name in facets if request.selections.get(name)]
    ranged = [name for name in spans if is_range(request.ranges.get(name))]
    return [
        Group("", _without(facets, chosen), _without(spans, ranged)),
        *(Group(TERMS + name, [name], []) for name in chosen),
        *(Group(NUMBERS + name, [], [name]) for name in ranged),
    ]


def selections_of(request: SearchRequest, left_out: str = "") -> Mapping[str, tuple[str, ...]]:
    return {name: codes for name, codes in request.selections.items() if codes and TERMS + name != left_out}


def ranges_of(request: SearchRequest, left_out: str = "") -> Mapping[str, Ends]:
    return {name: ends for name, ends in request.ranges.items() if is_range(ends) and NUMBERS + name != left_out}


def is_restricted(request: SearchRequest) -> bool:
    return bool(selections_of(request) or ranges_of(request))


def is_range(ends: Ends | None) -> bool:
    return ends is not None and ends != (None, None)


def bounds_of(ends: Ends) -> tuple[float, float] | None:
    """Both ends as finite numbers; None when no number lies between them."""
    least = -math.inf if ends[0] is None else ends[0]
    greatest = math.inf if ends[1] is None else ends[1]
    # Comparisons with what is not a number are all false.
    if not (least <= greatest and least <= LARGEST and greatest >= -LARGEST):
        return None
    return float(max(least, -LARGEST)), float(min(greatest, LARGEST))


def column_order(request: SearchRequest) -> tuple[str, bool] | None:
    """The column to sort by, and whether its greatest values come first; None when ``sort`` decides."""
    column = request.order_by.removeprefix("-")
    return (column, column != request.order_by) if FACET_NAME.fullmatch(column) else None


def _known(names: Iterable[str]) -> list[str]:
    return [name for name in dict.fromkeys(names) if FACET_NAME.fullmatch(name)]


def _without(names: list[str], others: list[str]) -> list[str]:
    return [name for name in names if name not in others]
