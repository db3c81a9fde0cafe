"""What every document becomes: blocks in their order, each with the place where it stands in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any, Literal

Kind = Literal["heading", "paragraph", "item", "row", "furniture"]
Unit = Literal["page", "paragraph", "line"]

_SPACES = re.compile(r"[ \t\f\v\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ufe0f]")


@dataclass(frozen=True)
class Origin:
    """Page, paragraph or line of the file, from 1."""

    unit: Unit
    number: int


@dataclass(frozen=True)
class Link:
    label: str
    url: str


@dataclass(frozen=True)
class Block:
    """``level``: of a heading from 1, of a list item from 0. ``cells``: of a table's row, whose ``text`` joins them.

    ``table`` numbers the tables of a document, from 1: rows of one follow each other.
    """

    kind: Kind
    text: str
    origin: Origin
    level: int = 0
    links: tuple[Link, ...] = ()
    cells: tuple[str, ...] = ()
    table: int = 0

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Block:
        return cls(
            **{
                **said,
                "origin": Origin(**said["origin"]),
                "links": tuple(Link(**link) for link in said["links"]),
                "cells": tuple(said["cells"]),
            }
        )


@dataclass(frozen=True)
class Document:
    """``carries``: what this format can say at all (« pages », « links », « tables », « headings »)."""

    format: str
    carries: tuple[str, ...]
    blocks: tuple[Block, ...]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, said: dict[str, Any]) -> Document:
        return cls(said["format"], tuple(said["carries"]), tuple(map(Block.from_json, said["blocks"])))


def tidy(text: str) -> str:
    """One space where there were several of any kind; line breaks stay, what shows nothing goes."""
    lines = (_SPACES.sub(" ", line).strip() for line in _UNSEEN.sub("", text).splitlines())
    return "\n".join(line for line in lines if line)


def row(cells: Iterable[str], origin: Origin, table: int, links: Iterable[Link] = ()) -> Block | None:
    """``None`` of a row that says nothing."""
    tidied = tuple(map(tidy, cells))
    if not any(tidied):
        return None
    return Block("row", "\n".join(filter(None, tidied)), origin, cells=tidied, table=table, links=tuple(links))


def said(blocks: Iterable[Block | None]) -> Iterator[Block]:
    """Those that say something."""
    return (block for block in blocks if block and block.text)
