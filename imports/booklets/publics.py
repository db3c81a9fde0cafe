"""Who a sheet is for, in its own words, with the ages they say."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPAN = re.compile(r"(?:de\s+)?(\d{1,2})\s*(?:-|–|—|à|/)\s*(\d{1,2})\s*ans\b", re.IGNORECASE)
_FROM = re.compile(
    r"(?:à partir de|dès)\s+(\d{1,2})\s*ans\b|\b(\d{1,2})\s*ans\s+et\s+(?:plus|\+)|\+\s*de\s+(\d{1,2})\s*ans", re.I
)
_UNTIL = re.compile(r"(?:jusqu.à|moins de)\s+(\d{1,2})\s*ans\b", re.IGNORECASE)
_ONE = re.compile(r"\b(\d{1,2})\s*ans\b", re.IGNORECASE)
_ASIDE = re.compile(r"\([^)]*\)")
_AGE_WORDS = re.compile(r"(?i)\b(?:de|à|ans|et|plus|dès|partir|jusqu|moins|entre)\b")
_WORDS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True)
class Public:
    """``age_min``, ``age_max``: years, both included; ``None`` where nothing is said."""

    label: str
    age_min: int | None = None
    age_max: int | None = None

    @property
    def says_no_age(self) -> bool:
        return self.age_min is None and self.age_max is None

    @property
    def says_only_ages(self) -> bool:
        return not self.says_no_age and not _WORDS.search(_AGE_WORDS.sub(" ", self.label))


def public_in(text: str) -> Public:
    """« Enfants de 2 à 16 ans (priorité aux 5-11 ans) » is of 2 to 16: what stands in brackets is said aside."""
    words = " ".join(text.split())
    ages = ages_in(_ASIDE.sub(" ", words)) or (None, None)
    return Public(_label(words), *ages)


def ages_in(text: str) -> tuple[int | None, int | None] | None:
    if match := _SPAN.search(text):
        return _in_order(int(match[1]), int(match[2]))
    if match := _FROM.search(text):
        return int(next(filter(None, match.groups()))), None
    if match := _UNTIL.search(text):
        return None, int(match[1])
    if match := _ONE.search(text):
        return int(match[1]), int(match[1])
    return None


def spans_in(text: str) -> list[tuple[int, int]]:
    """Every interval that a text says."""
    return [_in_order(int(match[1]), int(match[2])) for match in _SPAN.finditer(text)]


def _in_order(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one <= other else (other, one)


def _label(words: str) -> str:
    """Without the ages that end it: « Enfants 2-18 ans » is « Enfants »; with all its words where more is said."""
    match = _SPAN.search(words)
    if match and not words[match.end() :].strip(" .,;"):
        return words[: match.start()].strip(" ,;:–—-(") or words
    return words
