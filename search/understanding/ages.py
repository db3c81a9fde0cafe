"""Ages in figures and words: « 7 ans », « 18 mois », « 3-6 ans », « moins de trois ans ».

A number is an age only beside its unit, and not where it says how long or when: « depuis 2 ans », « il y a 3 ans ».
"""

from __future__ import annotations

from search.understanding.meaning import Span
from search.understanding.text import Text

OLDEST = 25  # whoever is older is no child: their age says nothing of a sheet
MONTHS = 36  # beyond, people count in years

_NUMBERS = {
    word: number
    for number, word in enumerate(
        """
        un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit
        dix-neuf vingt
        """.split(),
        start=1,
    )
} | {"une": 1}
_TO, _OR = frozenset({"a", "au", "-", "–", "—"}), frozenset({"ou", "et", "/", ","})

# Before a number of years or months that is a length of time or a moment.
_TIME_BEFORE = frozenset(
    "depuis dans pendant durant en sous apres environ chaque fait voila voici bientot dernier derniers".split()
)
# « 2 ans de retard », « 3 ans plus tard ».
_TIME_AFTER = frozenset(
    """
    retard attente anciennete experience etude etudes formation stage suite pratique benevolat service mariage cours
    travail contrat bail prison absence galere
    """.split()
)
_BELOW, _ABOVE = frozenset({"moins", "avant"}), frozenset({"plus"})


def read_age(text: Text, place: int) -> Span | None:
    """The age that begins at this piece."""
    numbers, after = _numbers(text, place)
    unit = text.word(after)
    if not numbers or unit not in ("an", "ans", "mois") or _is_time(text, place, after):
        return None
    years = _years(numbers, unit)
    start, years = _bounded(text, place, years)
    last = after + (3 if (text.word(after + 1), text.word(after + 2)) in (("et", "demi"), ("et", "demie")) else 1)
    return Span(start, last, years) if years else None


def _numbers(text: Text, place: int) -> tuple[tuple[int, ...], int]:
    """(the numbers said in a row, the place after them): « 3 », « 3 à 6 », « 3 ans à 6 », « 7 ou 8 »."""
    low = _number(text.word(place))
    if low is None:
        return (), place
    link, following = _link(text, place + 2 if text.word(place + 1) in ("an", "ans") else place + 1)
    high = _number(text.word(following)) if link else None
    if high is None:
        return (low,), place + 1
    if link in _TO or text.word(place - 1) == "entre":
        return tuple(range(min(low, high), max(low, high) + 1)), following + 1
    return (low, high), following + 1


def _link(text: Text, place: int) -> tuple[str, int]:
    """The word or sign before this piece, or this piece itself, that links two numbers, and the place after it."""
    if text.word(place) in _TO | _OR:
        return text.word(place), place + 1
    sign = text.between(place - 1)
    return (sign, place) if sign in _TO | _OR else ("", place)


def _number(word: str) -> int | None:
    if word.isascii() and word.isdigit() and len(word) <= 2:
        return int(word)
    return _NUMBERS.get(word)


def _years(numbers: tuple[int, ...], unit: str) -> tuple[int, ...]:
    if unit == "mois":
        numbers = tuple(number // 12 for number in numbers if number <= MONTHS)
    return tuple(sorted({number for number in numbers if number <= OLDEST}))


def _bounded(text: Text, place: int, years: tuple[int, ...]) -> tuple[int, tuple[int, ...]]:
    """« moins de 3 ans » is any age below, « plus de 16 ans » any above."""
    start = place - 1 if text.word(place - 1) in ("de", "des", "entre") else place
    before = text.word(start - 1)
    if years and before in _BELOW:
        return start - 1, tuple(range(max(years[0], 1)))
    if years and before in _ABOVE and start < place:
        return start - 1, tuple(range(years[-1], OLDEST + 1))
    return place, years


def _is_time(text: Text, place: int, unit: int) -> bool:
    before, earlier = text.word(place - 1), text.word(place - 2)
    if before in _TIME_BEFORE or (before == "a" and earlier in ("y", "ya")) or before == "ya":
        return True
    if before in ("les", "ces") and earlier in ("tous", "toutes", "depuis", "dans", "pendant"):
        return True
    if text.word(unit + 1) in ("plus", "apres", "avant") and text.word(unit + 2) in ("tard", "tot", ""):
        return True
    return text.word(unit + 1) in ("de", "d") and text.word(unit + 2) in _TIME_AFTER
