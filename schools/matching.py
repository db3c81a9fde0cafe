"""Which place people mean by what they type: one when it is sure, a few to choose from when it is not.

Pure: no database. What is sure is written the same once folded, or is clearly ahead of the others.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass

from rapidfuzz import fuzz

from schools.folding import Folded, fold, readings

MOST_CHOICES = 5
LIKELY = 72  # of the whole name, with its « rue » or « école »
CLOSE = 60  # of the name alone
SURE, AHEAD = 90, 8
EXACT, HELD, OF_ANOTHER_TYPE = 100.0, 89.0, 85.0  # « rue de Croix » stands in « rue de la Croix Rouge »


@dataclass(frozen=True)
class Match:
    sure: Hashable | None = None
    choices: tuple[Hashable, ...] = ()


@dataclass(frozen=True)
class _Name:
    place: Hashable
    folded: Folded


class Matcher:
    def __init__(self, names: Iterable[tuple[Hashable, str]]):
        """``names``: each name that a place has, with the place."""
        folded = (_Name(place, fold(name)) for place, name in names)
        self.names = [name for name in folded if name.folded.words]

    def find(self, text: str) -> Match:
        asked = [reading for reading in readings(text) if reading.words]
        for reading in asked:
            if same := self._written_as(reading):
                return _one_or_choose(same)
        return self._closest(asked)

    def _written_as(self, asked: Folded) -> list[Hashable]:
        return _once(name.place for name in self.names if name.folded.key == asked.key)

    def _closest(self, asked: list[Folded]) -> Match:
        best: dict[Hashable, float] = {}
        for name in self.names:
            score = max((_score(reading, name.folded) for reading in asked), default=0)
            if score and score > best.get(name.place, 0):
                best[name.place] = score
        ranked = sorted(best.items(), key=lambda each: -each[1])[: MOST_CHOICES + 1]
        if ranked and _is_ahead([score for _place, score in ranked]):
            return Match(sure=ranked[0][0])
        return Match(choices=tuple(place for place, _score in ranked[:MOST_CHOICES]))


def _score(asked: Folded, name: Folded) -> float:
    """How close they are, from 0; what cannot be meant for sure stays below ``SURE``."""
    score = _closeness(asked, name)
    is_another = asked.types - name.types or name.numbers - asked.numbers
    return min(score, OF_ANOTHER_TYPE) if is_another else score


def _closeness(asked: Folded, name: Folded) -> float:
    if asked.bare == name.bare:
        return EXACT
    if len(name.words) > 1 and set(name.words) <= set(asked.words):
        return HELD
    alone, whole = _alike(asked.bare, name.bare), _alike(asked.key, name.key)
    return alone if whole >= LIKELY and alone >= CLOSE else 0


def _alike(one: str, other: str) -> float:
    """In the order of the words or in any: one wrong first letter sends a word elsewhere."""
    return max(fuzz.ratio(one, other), fuzz.token_sort_ratio(one, other))


def _is_ahead(scores: list[float]) -> bool:
    return scores[0] >= SURE and (len(scores) == 1 or scores[0] - scores[1] >= AHEAD)


def _one_or_choose(places: list[Hashable]) -> Match:
    return Match(sure=places[0]) if len(places) == 1 else Match(choices=tuple(places[:MOST_CHOICES]))


def _once(places: Iterable[Hashable]) -> list[Hashable]:
    return list(dict.fromkeys(places))
