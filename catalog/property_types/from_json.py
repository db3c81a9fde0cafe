"""Stored JSON read back without trust: each raises what ``load_cell`` takes for « cannot be read »."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

LARGEST_KEY = 2**31 - 1  # of the primary keys of Wagtail's tables
TOO_LARGE = 10**12  # more digits than any form or address takes
SCHEMES = ("http://", "https://", "ftp://", "ftps://")


def only(wanted: type) -> Callable[[Any], Any]:
    """As it is, provided that it is of the type that was stored."""

    def load(value: Any) -> Any:
        if not isinstance(value, wanted):
            raise TypeError(value)
        return value

    return load


def text(value: Any) -> str:
    """Half a surrogate is JSON, and no page can be made of it."""
    read: str = only(str)(value)
    read.encode()
    return read


def address(value: Any) -> str:
    """It becomes a link: of what forms accept, and never a script."""
    read = text(value)
    if not read.lower().startswith(SCHEMES):
        raise ValueError(value)
    return read


def number(value: Any) -> Decimal:
    read = Decimal(str(value))
    if isinstance(value, bool) or not read.is_finite() or abs(read) >= TOO_LARGE:
        raise ValueError(value)
    return read


def key(value: Any) -> int:
    if isinstance(value, bool) or not 0 < int(value) <= LARGEST_KEY:
        raise ValueError(value)
    return int(value)
