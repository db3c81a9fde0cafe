"""What a visitor typed, as units that every engine turns into its own query.

A unit matches a page when one of its concepts does, or all of its items; the units must all match. Nothing typed is an
operator except quotes, so nothing typed can be an error.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from search.text.analysis import ELSEWHERE, Analyzer, Concept, Word
from search.text.french import clean

# Beyond these a text is no longer a question, and the time of an answer must stay bounded.
LONGEST_QUERY = 200
MOST_WORDS = 12

_QUOTED = re.compile(r'"([^"]*)"|«([^»]*)»|“([^”]*)”')


@dataclass(frozen=True)
class Item:
    """One word, or several that must follow each other: a quoted phrase, or the parts of a word with hyphens."""

    words: tuple[Word, ...]
    start: int
    end: int
    is_joined: bool = False  # by hyphens

    @property
    def is_phrase(self) -> bool:
        return len(self.words) > 1

    @property
    def tokens(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(token for word in self.words for token in word.tokens))

    @property
    def spellings(self) -> list[tuple[str, ...]]:
        """The token runs that a phrase may have: with accents as typed, and without any."""
        return list(dict.fromkeys(tuple(word.tokens[which] for word in self.words) for which in (0, -1)))


@dataclass(frozen=True)
class Unit:
    items: tuple[Item, ...]
    concepts: tuple[str, ...] = ()

    @property
    def tokens(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys([token for item in self.items for token in item.tokens] + list(self.concepts)))

    @property
    def is_elsewhere(self) -> bool:
        """The city says that no page is about it."""
        return ELSEWHERE in self.concepts

    @property
    def meaning(self) -> tuple[object, ...]:
        """What it matches, wherever it stands in the text."""
        return tuple(tuple(word.tokens for word in item.words) for item in self.items), self.concepts


@dataclass(frozen=True)
class ParsedQuery:
    text: str
    items: tuple[Item, ...]
    units: tuple[Unit, ...]

    @cached_property
    def is_blank(self) -> bool:
        """Nothing was typed. A text without a searchable word is another thing: it finds nothing."""
        return not self.text

    def only(self, unit: Unit) -> ParsedQuery:
        """One of its units alone."""
        return ParsedQuery(self.text, unit.items, (unit,))


def tidy(text: str) -> str:
    return " ".join(clean(text[: 4 * LONGEST_QUERY])[:LONGEST_QUERY].split())


def parse(text: str, analyzer: Analyzer) -> ParsedQuery:
    text = tidy(text)
    items: list[Item] = []
    units: list[Unit] = []
    for words, start, end in _stretches(text, analyzer):
        words = words[: MOST_WORDS - sum(len(item.words) for item in items)]
        if start is not None and end is not None and len(words) > 1:
            items.append(Item(tuple(words), start, end))
            units.append(Unit((items[-1],)))
        else:
            singles = [Item((word,), word.start, word.end) for word in words]
            items += singles
            units += _group(words, singles, analyzer.asked_concepts(text, words))
    return ParsedQuery(text, tuple(items), tuple({unit.tokens: unit for unit in units}.values()))


def _stretches(text: str, analyzer: Analyzer) -> Iterator[tuple[list[Word], int | None, int | None]]:
    """(words, start, end) of each quoted part, start being None for what lies between them."""
    words = analyzer.query_words(text)
    position = 0
    for quoted in _QUOTED.finditer(text):
        yield [word for word in words if position <= word.start < quoted.start()], None, None
        inside = [word for word in words if quoted.start() <= word.start < quoted.end()]
        yield inside, quoted.start(), quoted.end()
        position = quoted.end()
    yield [word for word in words if word.start >= position], None, None


def joined(words: list[Word]) -> Item | None:
    """The word with hyphens that these words are, if they are one."""
    if words[0].whole and words[0].parts == len(words) > 1:
        return Item(tuple(words), words[0].start, words[-1].end, is_joined=True)
    return None


def _group(words: list[Word], items: list[Item], concepts: list[Concept]) -> list[Unit]:
    """One unit per word, except that the longest known runs of words are one unit each."""
    units, position = [], 0
    while position < len(items):
        here = [concept for concept in concepts if concept.first == position]
        last = max((concept.last for concept in here), default=position + 1)
        known = [concept.token for concept in here if concept.last == last]
        tokens = tuple(dict.fromkeys([*known, *_as_one(words, position, last)]))
        whole = joined(words[position:last])
        units.append(Unit((whole,) if whole else tuple(items[position:last]), tokens))
        position = last
    return units


def _as_one(words: list[Word], first: int, last: int) -> tuple[str, ...]:
    """What these words are when they are written as one, or one of them with its neighbour."""
    takes = 2 if words[first].pairs_with_next else 1
    if last - first > 1:
        return words[first].pair if last - first == takes else ()
    before = words[first - 1] if first else None
    return words[first].pair + (before.pair if before and before.pairs_with_next else ())
