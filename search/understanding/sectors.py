"""A sector of the city that is named as such: « secteur Nord », « Roubaix Est », « Cité éducative Sud »."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from search.text.french import STOP_WORDS, WORD, fold
from search.understanding.text import Text

_SECTOR = "secteur"
# Written or not between the words of a name.
_SMALL = frozenset("a au aux d de des du l la le les".split())

Names = dict[tuple[str, ...], str]  # the words of a name, and the code of its sector


def names_of(sectors: Iterable[tuple[str, Iterable[str]]]) -> Names:
    """``sectors``: codes with their names, the usual one first; of two sectors with one name, the first has it."""
    names: Names = {}
    for code, spelled in sectors:
        for words in _spellings(tuple(spelled)):
            names.setdefault(words, code)
    return names


def _spellings(names: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    for name in names:
        words = tuple(_bare(fold(word)) for word in WORD.findall(name) if fold(word) not in _SMALL)
        # One word alone names too much else: « Centre », « Nord ».
        if len(words) > 1:
            yield words
            yield (_SECTOR, words[-1])
            yield tuple(word for word in words if word != _SECTOR)


def read_sector(text: Text, place: int, names: Names) -> tuple[int, str] | None:
    """(the place after it, its code) of the longest name that begins at this piece."""
    found = [(last, code) for words, code in names.items() if (last := _follow(text, place, words))]
    return max(found, default=None)


def _follow(text: Text, place: int, words: tuple[str, ...]) -> int:
    """The place after these words, 0 when they do not stand here."""
    for word in words:
        while text.word(place) in _SMALL and word != words[0]:
            place += 1
        if _bare(text.word(place)) != word:
            return 0
        place += 1
    # « Roubaix est une ville » names no East.
    return 0 if words[-1] in STOP_WORDS and text.word(place) in STOP_WORDS else place


def _bare(word: str) -> str:
    return word.removesuffix("s") if len(word) > 4 else word
