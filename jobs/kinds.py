"""The sorts of long work. A room registers its own in ``AppConfig.ready``; nobody else needs to know them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    from jobs.work import Work


@dataclass(frozen=True)
class Kind:
    """``run`` does the work; what it puts in ``work.result`` (JSON) is kept, ``template`` shows it.

    ``repeatable``: doing it twice is doing it once, so it may begin anew after a process was killed.
    """

    code: str
    label: str | _StrPromise
    run: Callable[[Work], None]
    template: str
    repeatable: bool = False


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.code] = kind


def kind_of(code: str) -> Kind | None:
    """``None`` for a sort that a version before knew."""
    return _kinds.get(code)
