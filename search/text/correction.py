"""When words find nothing: complete the last one, mend a typing error, drop the rarest, and say so.

Every repair is made on the text and the text is read again, so that searching the corrected text by itself gives the
same answer: the address a visitor may share never depends on how it was reached.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Protocol

from search.text.analysis import Analyzer
from search.text.french import HYPHENS, fold
from search.text.parsing import MOST_WORDS, Item, ParsedQuery, parse

SHORTEST_PREFIX = 3
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

    def near(self, word: str) -> list[str]:
        """Forms by distance, then same first letter, then number of documents."""
        word = fold(word)
        reach = allowed_distance(word)
        if not reach:
            return []
        mask, found = _letters(word), []
        for length in range(len(word) - reach, len(word) + reach + 1):
            # A letter more or less changes the set of letters by one, another edit by two at most: comparing the
            # sets first spares nearly all of the distances.
            most = 2 * reach - abs(length - len(word))
            for letters, folded, form, documents in self._by_length.get(length, ()):
                if (letters ^ mask).bit_count() <= most:
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


def correct(parsed: ParsedQuery, vocabulary: Vocabulary) -> ParsedQuery | None:
    """The nearest query that finds something, or None when there is none. The given one must find nothing."""
    repairs: tuple[Callable[[ParsedQuery, Vocabulary], str | None], ...] = (
        _respace,
        _mend,
        _unquote,
        _unjoin,
        _drop_rarest,
    )
    if sum(len(item.words) for item in parsed.items) == MOST_WORDS:
        # Words beyond the last one that counts were not searched: they must not come in as others are dropped.
        parsed = parse(parsed.text[: parsed.items[-1].end], vocabulary.analyzer)
    while parsed.items:
        for repair in repairs:
            text = repair(parsed, vocabulary)
            if text is not None:
                break
        else:
            return None
        # Mending comes once: what is left unknown after it is dropped.
        repairs = tuple(other for other in repairs if other is not repair or repair not in (_respace, _mend))
        parsed = parse(text, vocabulary.analyzer)
        if vocabulary.totals([parsed])[0]:
            return parsed
    return None


def _respace(parsed: ParsedQuery, vocabulary: Vocabulary) -> str | None:
    """The text with words put together or taken apart, where that makes known ones; None when nothing could be."""
    known, text = vocabulary.spellings().known, parsed.text
    items = [item for item in parsed.items if not item.is_phrase]
    for left, right in reversed(list(pairwise(items))):
        together = known(left.words[0].form + right.words[0].form)
        if together and text[left.end : right.start].isspace():
            return text[: left.start] + together + text[right.end :]
    for item in reversed(items):
        apart = None if known(item.words[0].form) else _apart(item.words[0].form, known)
        if apart:
            text = text[: item.start] + apart + text[item.end :]
    return text if text != parsed.text else None


def _apart(form: str, known: Callable[[str], str | None]) -> str | None:
    """« haltegarderie » as the two known words it is made of."""
    for cut in range(_SHORTEST_PART, len(form) - _SHORTEST_PART + 1):
        parts = known(form[:cut]), known(form[cut:])
        if all(parts):
            return " ".join(filter(None, parts))
    return None


def _mend(parsed: ParsedQuery, vocabulary: Vocabulary) -> str | None:
    """The text with each unknown word completed or respelled, None when nothing could be."""
    words = [item for item in parsed.items if not item.is_phrase]
    unknown = [item for item, count in zip(words, _counts(words, vocabulary), strict=True) if not count]
    text = parsed.text
    for item in reversed(unknown[-_MOST_MENDED:]):
        is_unfinished = item is parsed.items[-1] and item in _pieces(parsed)
        known = _replacement(item, is_unfinished, vocabulary)
        if known:
            text = text[: item.start] + known + text[item.end :]
    return text if text != parsed.text else None


def _replacement(item: Item, is_last: bool, vocabulary: Vocabulary) -> str | None:
    form = item.words[0].form
    is_acronym = item.tokens[0].startswith("^")
    candidates: list[str] = []
    if is_last and len(form) >= SHORTEST_PREFIX:
        completions = [known for known, _ in vocabulary.completions(fold(form))]
        candidates += [known for known in completions if not is_acronym or known.isupper()][:_CANDIDATES]
    if is_acronym:
        # Capitals by habit: the very word in lower case. « PRE » must not become « pré », so no accent is forgiven.
        candidates += [known for known, _ in vocabulary.completions(fold(form)) if known == form.lower()]
    if not _is_short_acronym(form):
        acronyms = vocabulary.analyzer.acronyms
        near = (known for known in vocabulary.spellings().near(form) if not _is_short_acronym(known, acronyms))
        candidates += list(near)[:_CANDIDATES]
    totals = vocabulary.totals([parse(known, vocabulary.analyzer) for known in candidates])
    return next((known for known, total in zip(candidates, totals, strict=True) if total), None)


def _is_short_acronym(form: str, acronyms: Collection[str] = ()) -> bool:
    return len(form) <= _LONGEST_UNMENDED_ACRONYM and (form.isupper() or fold(form) in acronyms)


def _unquote(parsed: ParsedQuery, vocabulary: Vocabulary) -> str | None:
    if not any(item.is_phrase for item in parsed.items):
        return None
    return re.sub(r'["«»“”]', " ", parsed.text)


def _unjoin(parsed: ParsedQuery, vocabulary: Vocabulary) -> str | None:
    """« familles-école » as its parts, wherever a page has them; None when no page has them all."""
    text = _HYPHEN.sub(" ", parsed.text)
    found = text != parsed.text and vocabulary.totals([parse(text, vocabulary.analyzer)])[0]
    return text if found else None


def _drop_rarest(parsed: ParsedQuery, vocabulary: Vocabulary) -> str | None:
    """The text without its rarest word, the last one of equals; None when only one is left."""
    items = _pieces(parsed)
    if len(items) < 2:
        return None
    counts = _counts(items, vocabulary)
    index = max(index for index, count in enumerate(counts) if count == min(counts))
    # Between two words stand only the small words that led to the second: « aide aux devoirs » becomes « aide ».
    if index == 0:
        return parsed.text[items[1].start :]
    return parsed.text[: items[index - 1].end] + parsed.text[items[index].end :]


def _pieces(parsed: ParsedQuery) -> list[Item]:
    """What is kept or dropped whole: a word with hyphens says nothing by one of its parts."""
    joined = [item for unit in parsed.units for item in unit.items if item.is_joined]
    alone = [item for item in parsed.items if not any(each.start <= item.start < each.end for each in joined)]
    return sorted([*alone, *joined], key=lambda item: item.start)


def _counts(items: Sequence[Item], vocabulary: Vocabulary) -> list[int]:
    return vocabulary.totals([parse(_alone(item), vocabulary.analyzer) for item in items])


def _alone(item: Item) -> str:
    forms = ("-" if item.is_joined else " ").join(word.form for word in item.words)
    if item.is_joined:
        return forms
    return f'"{forms}"' if item.is_phrase else forms
