"""When a telling word is on no page: complete the last one, mend a typing error, and say so; or ask what was meant.

By itself only what can hardly be wrong is done: two words written as one, or one edit to the only word it may be. The
rest is a question. Every repair is made on the text and the text is read again, so that searching the corrected text
by itself gives the same answer: the address a visitor may share never depends on how it was reached.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from search.text.analysis import Analyzer
from search.text.asking import is_asking, unelided
from search.text.french import HYPHENS, STOP_WORDS, fold, singular, stems
from search.text.parsing import MOST_WORDS, Item, ParsedQuery, Unit, parse
from search.text.weighing import is_number, telling_units

SHORTEST_PREFIX = 5  # a beginning of fewer letters may be that of too many words
_SHORTEST_MENDED = 5  # by itself: words of four letters are one edit from many others
_CANDIDATES = 5  # known forms tried before a word is given up
_MOST_MENDED = 4  # a text with more unknown words is no typing error, and each one costs milliseconds
_SHORTEST_PART = 3  # of a word that was written in one, « haltegarderie »
# Two acronyms this short differ by one letter all the time and mean other things: AESH is no ALSH, LAEP no AEP.
_LONGEST_UNMENDED_ACRONYM = 5

_HYPHEN = re.compile(rf"(?<=\w)[{re.escape(HYPHENS)}](?=\w)")


class Vocabulary(Protocol):
    """What a correction asks of an engine, all of it within one locale and one site."""

    analyzer: Analyzer

    def totals(self, queries: Sequence[ParsedQuery]) -> list[int]: ...  # at once: each may be a journey elsewhere
    def completions(self, prefix: str) -> list[tuple[str, int]]: ...  # forms by folded prefix, most frequent first
    def spellings(self) -> Spellings: ...


class Spellings:
    """Known forms laid out so that the few within reach of a typing error are found in milliseconds."""

    def __init__(self, forms: Iterable[tuple[str, int]]) -> None:
        self._by_length: dict[int, list[tuple[int, str, str, int]]] = defaultdict(list)
        self._by_spelling: dict[str, str] = {}
        for form, documents in forms:
            folded = fold(form)
            self._by_length[len(folded)].append((_letters(folded), folded, form, documents))
            self._by_spelling.setdefault(folded, form)

    def known(self, word: str) -> str | None:
        """A form that is spelled so, accents and case apart."""
        return self._by_spelling.get(fold(word))

    def near(self, word: str, most: int = 2) -> list[str]:
        """Forms by distance, then same first letter, then number of documents."""
        word = fold(word)
        reach = min(most, allowed_distance(word))
        if not reach:
            return []
        mask, found = _letters(word), []
        for length in range(len(word) - reach, len(word) + reach + 1):
            # A letter more or less changes the set of letters by one, another edit by two at most: comparing the
            # sets first spares nearly all of the distances.
            differing = 2 * reach - abs(length - len(word))
            for letters, folded, form, documents in self._by_length.get(length, ()):
                if (letters ^ mask).bit_count() <= differing:
                    distance = damerau(word, folded, reach)
                    if distance <= reach:
                        found.append((distance, folded[0] != word[0], -documents, form))
        return [form for *_, form in sorted(found)]


def allowed_distance(word: str) -> int:
    if len(word) < 4 or word.isdigit():
        return 0
    return 1 if len(word) < 8 else 2


@lru_cache(maxsize=100_000)
def _letters(word: str) -> int:
    """The set of letters as bits."""
    mask = 0
    for letter in word:
        mask |= 1 << (ord(letter) & 63)
    return mask


def damerau(left: str, right: str, limit: int) -> int:
    """Edits between two words, a swap of neighbours being one; above the limit the exact figure does not matter."""
    before: list[int] = []
    previous = list(range(len(right) + 1))
    for i, a in enumerate(left, start=1):
        current = [i]
        for j, b in enumerate(right, start=1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        if min(current) > limit and min(previous) > limit:
            return limit + 1
        before, previous = previous, current
    return previous[-1]


class Mended(NamedTuple):
    parsed: ParsedQuery  # as it is searched
    asked: str = ""  # what may have been meant, when nobody can tell


_Repair = Callable[[ParsedQuery, Sequence[Unit], Vocabulary], str]


def mend(parsed: ParsedQuery, aside: Sequence[str], vocabulary: Vocabulary) -> Mended:
    """The nearest query whose words are known. ``aside``: stretches of the text that are no words to look for."""
    if sum(len(item.words) for item in parsed.items) == MOST_WORDS:
        # Words beyond the last one that counts were not searched: they must not come in as others are mended.
        parsed = parse(parsed.text[: parsed.items[-1].end], vocabulary.analyzer)
    repairs: tuple[_Repair, ...] = (_unquote, _unjoin, _respace, _respell)
    for repair in repairs:
        unknown = unknown_units(parsed, aside, vocabulary)
        text = repair(parsed, unknown, vocabulary) if unknown else ""
        if text:
            parsed = parse(text, vocabulary.analyzer)
    return Mended(parsed, _guess(parsed, unknown_units(parsed, aside, vocabulary), vocabulary))


def unknown_units(parsed: ParsedQuery, aside: Sequence[str], vocabulary: Vocabulary) -> list[Unit]:
    telling = [unit for unit in telling_units(parsed, aside) if not (is_number(unit) or unit.is_elsewhere)]
    counts = vocabulary.totals([parsed.only(unit) for unit in telling])
    return [unit for unit, count in zip(telling, counts, strict=True) if not count]


def _unquote(parsed: ParsedQuery, unknown: Sequence[Unit], vocabulary: Vocabulary) -> str:
    has_phrase = any(unit.items[0].is_phrase and not unit.items[0].is_joined for unit in unknown)
    return re.sub(r'["«»“”]', " ", parsed.text) if has_phrase else ""


def _unjoin(parsed: ParsedQuery, unknown: Sequence[Unit], vocabulary: Vocabulary) -> str:
    """« familles-école » as its parts, where a page has them all."""
    joined = [item for unit in unknown for item in unit.items if item.is_joined]
    apart = [_HYPHEN.sub(" ", parsed.text[item.start : item.end]) for item in joined]
    totals = vocabulary.totals([parse(text, vocabulary.analyzer) for text in apart])
    found = [(item, text) for item, text, total in zip(joined, apart, totals, strict=True) if total]
    return _replaced(parsed.text, found)


def _respace(parsed: ParsedQuery, unknown: Sequence[Unit], vocabulary: Vocabulary) -> str:
    """Words taken apart, where that makes known ones; those to put together were read as one already."""
    known = vocabulary.spellings().known
    found = [(item, _apart(item.words[0].form, known)) for item in _single(unknown)]
    return _replaced(parsed.text, [(item, words) for item, words in found if words])


def _apart(form: str, known: Callable[[str], str | None]) -> str:
    """« haltegarderie » as the two known words it is made of, « lecole » as « l’école »."""
    if known(form) or form.isupper():
        return ""
    bare = known(unelided(form)) if unelided(form) else None
    if bare and not bare.isupper():
        return f"{form[0]}’{bare}"
    for cut in range(_SHORTEST_PART, len(form) - _SHORTEST_PART + 1):
        parts = known(form[:cut]), known(form[cut:])
        if all(parts):
            return " ".join(filter(None, parts))
    return ""


def _respell(parsed: ParsedQuery, unknown: Sequence[Unit], vocabulary: Vocabulary) -> str:
    """Words completed or respelled, each to the only one it may be."""
    items = _single(unknown)[-_MOST_MENDED:]
    found = [(item, _sure(item, parsed, vocabulary)) for item in items]
    return _replaced(parsed.text, [(item, known) for item, known in found if known])


def _guess(parsed: ParsedQuery, unknown: Sequence[Unit], vocabulary: Vocabulary) -> str:
    """The text with the nearest known words, however uncertain; "" without any."""
    items = _single(unknown)[-_MOST_MENDED:]
    found = [(item, _first_found(_near(item.words[0].form, 2, vocabulary), vocabulary)) for item in items]
    return _replaced(parsed.text, [(item, known) for item, known in found if known])


def _sure(item: Item, parsed: ParsedQuery, vocabulary: Vocabulary) -> str:
    form = item.words[0].form
    is_acronym = item.tokens[0].startswith("^")
    completions = [known for known, _ in vocabulary.completions(fold(form))] if len(form) > 1 else []
    if is_acronym:
        # Capitals by habit: the very word in lower case. « PRE » must not become « pré », so no accent is forgiven.
        completions = [known for known in completions if known.isupper() or known == form.lower()]
    elif item is not parsed.items[-1] or len(form) < SHORTEST_PREFIX:
        completions = []
    completed = _first_found(completions[:_CANDIDATES], vocabulary)
    return completed or _only_one(form, vocabulary)


def _only_one(form: str, vocabulary: Vocabulary) -> str:
    """The known word one edit away, when there is but one: its other endings are the same word."""
    if len(form) < _SHORTEST_MENDED:
        return ""
    near = _near(form, 1, vocabulary) or _near(singular(form), 1, vocabulary)
    near = [known for known in near if fold(known)[0] == fold(form)[0]]
    words = {stems(fold(known)) for known in near}
    return _first_found(near, vocabulary) if len(words) == 1 else ""


def _near(form: str, most: int, vocabulary: Vocabulary) -> list[str]:
    """Words of sheets: neither words of asking, nor acronyms that differ from others by a letter all the time."""
    if _is_short_acronym(form):
        return []
    acronyms = vocabulary.analyzer.acronyms
    near = (known for known in vocabulary.spellings().near(form, most) if not _is_short_acronym(known, acronyms))
    return [known for known in near if not is_asking(known) and known not in STOP_WORDS]


def _first_found(candidates: Sequence[str], vocabulary: Vocabulary) -> str:
    tried = candidates[:_CANDIDATES]
    totals = vocabulary.totals([parse(known, vocabulary.analyzer) for known in tried])
    return next((known for known, total in zip(tried, totals, strict=True) if total), "")


def _is_short_acronym(form: str, acronyms: Collection[str] = ()) -> bool:
    return len(form) <= _LONGEST_UNMENDED_ACRONYM and (form.isupper() or fold(form) in acronyms)


def _single(units: Sequence[Unit]) -> list[Item]:
    """The words that stand for themselves, in the order of the text."""
    alone = (unit.items[0] for unit in units if len(unit.items) == 1 and not unit.items[0].is_phrase)
    return sorted(alone, key=lambda item: item.start)


def _replaced(text: str, changes: Sequence[tuple[Item, str]]) -> str:
    """The text with these changes, "" without any."""
    for item, words in sorted(changes, key=lambda change: -change[0].start):
        text = text[: item.start] + words + text[item.end :]
    return text if changes else ""
