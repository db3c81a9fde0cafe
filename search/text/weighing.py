"""Which words of a search decide: what each is worth, which of them together are enough, and which nobody has.

A telling word is worth more the fewer pages have it. One that no page has is worth as much as the rarest of the others.
A page answers when the telling words it has are worth more than half of all: an unknown word among four hardly
matters, one of two does. What the city says to be elsewhere is worth twice as much: it is what is looked for. All of it
comes from the words and from the pages of one locale and site, never from filters.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from search.text.asking import is_asking
from search.text.parsing import ParsedQuery, Unit

MOST_TELLING = 6  # words that decide, the worthiest; others only put pages in order
_UNIT = 1000  # weights are whole numbers, so that sums are the same in any order


@dataclass(frozen=True)
class Plan:
    """What a page must have: all of one of the sets ``enough``. Those that have ``every`` word come first."""

    every: tuple[Unit, ...] = ()
    enough: tuple[tuple[Unit, ...], ...] = ((),)
    light: tuple[Unit, ...] = ()  # these only put pages in order, a little
    missing: tuple[Unit, ...] = ()  # telling, and on no page

    @property
    def units(self) -> tuple[Unit, ...]:
        return (*self.every, *self.light)

    @property
    def common(self) -> tuple[Unit, ...]:
        """The words of all sets."""
        return tuple(unit for unit in self.every if all(unit in each for each in self.enough))

    @property
    def is_strict(self) -> bool:
        """Whether a page must have all the words."""
        return self.enough == (self.every,)

    @property
    def is_hopeless(self) -> bool:
        return not self.enough


def strict(parsed: ParsedQuery) -> Plan:
    """All words, as they are typed."""
    return Plan(parsed.units, (parsed.units,))


def telling_units(parsed: ParsedQuery, aside: Sequence[str] = ()) -> tuple[Unit, ...]:
    """Those that say what is looked for; words of asking when there are no others."""
    places = tuple(_places(parsed.text, aside))
    words = tuple(unit for unit in parsed.units if not _is_within(unit, places))
    telling = (unit for place, unit in enumerate(words) if not (_is_light(unit) or _is_counting(words, place)))
    return tuple(telling) or words


def weigh(parsed: ParsedQuery, telling: Sequence[Unit], pages: Sequence[int], of: int) -> Plan:
    """``pages``: how many pages have each telling unit, ``of`` them all."""
    # A number that no page has says nothing: « 59100 », « 3 » enfants.
    counted = [(unit, count) for unit, count in zip(telling, pages, strict=True) if count or not is_number(unit)]
    known = sorted([(_worth(count, of), unit) for unit, count in counted if count], key=lambda pair: -pair[0])
    missing = tuple(unit for unit, count in counted if not count)
    deciding, worths = known[:MOST_TELLING], {unit.tokens: worth for worth, unit in known[:MOST_TELLING]}
    total = sum(worths.values()) + sum(1 + unit.is_elsewhere for unit in missing) * (deciding[0][0] if deciding else 1)
    every = tuple(unit for unit in parsed.units if unit.tokens in worths)
    left_out = {*worths, *(unit.tokens for unit in missing)}
    light = tuple(unit for unit in parsed.units if unit.tokens not in left_out)
    enough = _enough(every, [worths[unit.tokens] for unit in every], total) if counted else ((),)
    return Plan(every, enough, light, missing)


def _enough(units: Sequence[Unit], worths: Sequence[int], total: int) -> tuple[tuple[Unit, ...], ...]:
    """The smallest sets worth more than half of the total: none of them holds another."""
    found: list[frozenset[int]] = []
    for size in range(1, len(units) + 1):
        for some in map(frozenset, combinations(range(len(units)), size)):
            if 2 * sum(worths[place] for place in some) > total and not any(each <= some for each in found):
                found.append(some)
    return tuple(tuple(units[place] for place in sorted(each)) for each in found)


def _worth(pages: int, of: int) -> int:
    """As relevance does: more the rarer, and something even for a word that every page has."""
    return max(1, round(_UNIT * math.log1p((max(of, pages) - pages + 0.5) / (pages + 0.5))))


def _is_light(unit: Unit) -> bool:
    """Made of words of asking alone, which the city's own words do not know as a name."""
    if any(concept[0] in '^=<~"' for concept in unit.concepts):
        return False
    return all(is_asking(word.form) for item in unit.items for word in item.words) and not unit.items[0].is_phrase


def _is_counting(units: Sequence[Unit], place: int) -> bool:
    """« 3 enfants », « 2 fois »: a number right before a word of asking says how many, and nothing of what."""
    unit, following = units[place], units[place + 1 : place + 2]
    is_beside = bool(following) and following[0].items[0].start == unit.items[-1].end + 1
    return is_beside and is_number(unit) and _is_light(following[0])


def is_number(unit: Unit) -> bool:
    return all(word.form.isdigit() for item in unit.items for word in item.words)


def _is_within(unit: Unit, places: Sequence[tuple[int, int]]) -> bool:
    return any(first <= unit.items[0].start and unit.items[-1].end <= last for first, last in places)


def _places(text: str, aside: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where these stretches stand, one after the other."""
    position = 0
    for words in aside:
        found = text.find(words, position)
        if found >= 0:
            position = found + len(words)
            yield found, position
