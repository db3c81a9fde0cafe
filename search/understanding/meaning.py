"""What was understood, and where it is said."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Meaning:
    """``text[start:end]`` says these values of a facet."""

    facet: str
    codes: tuple[str, ...]
    words: str
    start: int
    end: int


@dataclass(frozen=True)
class Span:
    """``years`` of age said by the pieces from ``first`` up to, and without, ``last``."""

    first: int
    last: int
    years: tuple[int, ...]
