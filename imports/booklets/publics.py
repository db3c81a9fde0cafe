"""Who a sheet is for, in its own words, with the ages they say."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS_OF_NUMBERS = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit "
    "dix-neuf vingt vingt-et-un vingt-deux vingt-trois vingt-quatre vingt-cinq"
).split()
_NUMBERS = {word: number for number, word in enumerate(_WORDS_OF_NUMBERS)}
_AGE = rf"(\d{{1,2}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_YEARS = r"\s*ans\b"
_BEGUN = rf"\b{_AGE}(?:{_YEARS}|(\s*mois\b))?"
_SPAN = re.compile(
    rf"(?:\bde\s+)?{_BEGUN}\s*(?:-|–|—|à|/)\s*{_AGE}{_YEARS}|\bentre\s+{_BEGUN}\s+et\s+{_AGE}{_YEARS}", re.IGNORECASE
)
_FROM = re.compile(
    rf"(?:à partir de|dès)\s+{_AGE}{_YEARS}|\b{_AGE}{_YEARS}\s+et\s+(?:plus|\+)|(?:\+|plus)\s*de\s+{_AGE}{_YEARS}",
    re.IGNORECASE,
)
_UNTIL = re.compile(rf"(?:jusqu.à|moins de)\s+{_AGE}{_YEARS}", re.IGNORECASE)
_ONE = re.compile(rf"\b{_AGE}{_YEARS}", re.IGNORECASE)
_ASIDE = re.compile(r"\([^)]{0,300}\)")
_AGE_WORDS = re.compile(rf"(?i)\b(?:de|à|ans|mois|et|plus|dès|partir|jusqu|moins|entre|{'|'.join(_NUMBERS)})\b")
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
        return _span(match)
    first, last = _FROM.search(text), _UNTIL.search(text)
    if first or last:
        return (_age(first) if first else None), (_age(last) if last else None)
    if match := _ONE.search(text):
        return _age(match), _age(match)
    return None


def ages_said(text: str) -> list[str]:
    """Every age that a text says, outside of brackets."""
    rest, found = _ASIDE.sub(" ", text), []
    for pattern in (_SPAN, _FROM, _UNTIL, _ONE):
        found += [match[0] for match in pattern.finditer(rest)]
        rest = pattern.sub(" ", rest)
    return found


def spans_in(text: str) -> list[tuple[int, int]]:
    """Every interval that a text says."""
    return [_span(match) for match in _SPAN.finditer(text)]


def _span(match: re.Match[str]) -> tuple[int, int]:
    first, months, last = (one or other for one, other in zip(match.groups()[:3], match.groups()[3:], strict=True))
    return _in_order(_years(first) // 12 if months else _years(first), _years(last))


def _age(match: re.Match[str]) -> int:
    return _years(next(filter(None, match.groups())))


def _years(said: str) -> int:
    return int(said) if said.isdecimal() else _NUMBERS[said.casefold()]


def _in_order(one: int, other: int) -> tuple[int, int]:
    return (one, other) if one <= other else (other, one)


def _label(words: str) -> str:
    """Without the ages that end it: « Enfants 2-18 ans » is « Enfants »; with all its words where more is said."""
    match = _SPAN.search(words)
    if match and not words[match.end() :].strip(" .,;"):
        return words[: match.start()].strip(" ,;:–—-(") or words
    return words
