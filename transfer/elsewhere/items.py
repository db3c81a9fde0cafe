"""What every other system becomes: items that the public could read, and how many others there were. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from urllib.parse import SplitResult, urlsplit

from jobs.apart import Illegible

MOST_ITEMS = 5_000


@dataclass(frozen=True)
class Item:
    """``key``, ``parent``: as that system numbers them. ``terms``: ``[where, name]``. ``notes``: what has no place."""

    key: str
    title: str
    slug: str = ""
    parent: str = ""
    address: str = ""
    summary: str = ""
    blocks: list[dict[str, Any]] = field(default_factory=list)
    terms: list[list[str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Brought:
    """``left``: how many of what stayed. ``listed``: what is public and belongs to no page."""

    system: str
    site: str
    items: list[Item]
    left: dict[str, int]
    listed: list[str]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Brought:
        return cls(**{**said, "items": [Item(**item) for item in said["items"]]})


def parts_of(address: str) -> SplitResult:
    """All empty where it is no address: « http://[ »."""
    try:
        return urlsplit(address)
    except ValueError:
        return SplitResult("", "", "", "", "")


def refuse_too_many(items: Sequence[Item]) -> None:
    if len(items) > MOST_ITEMS:
        raise Illegible(f"Cet export a plus de {MOST_ITEMS} pages : exportez-en une partie à la fois.")
