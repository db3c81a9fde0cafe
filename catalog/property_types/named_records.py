"""The records that cells name, read together."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.db.models import Model

from catalog.property_types.base import Cell
from catalog.property_types.cells import load_cell
from catalog.property_types.table import TYPES

Records = Mapping[str, Mapping[int, Any]]  # {type: {primary key: record}}


def read_records(cells: Iterable[Cell], read: Callable[[type[Model], set[int]], Mapping[int, Any]]) -> Records:
    """``read`` is asked once for each type, and decides whose records they are to see."""
    keys = defaultdict(set)
    for cell in cells:
        target = TYPES[cell["t"]].target
        if target:
            keys[cell["t"], target].add(load_cell(cell))
    return {name: read(target(), wanted - {None}) for (name, target), wanted in keys.items()}
