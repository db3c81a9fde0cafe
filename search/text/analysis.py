"""From a text to the tokens that are indexed and searched: the French analysis, once, for both engines.

Four kinds of tokens share one space. Plain ones are stems. ``^pre`` marks an acronym in capitals, so that PRE
never matches « pré ». ``=3`` marks the third group of synonyms. Whatever holds an acronym's long form, or a member of
a group, carries the mark at index time: a search in either direction is then one more alternative, in any engine.
``<5`` marks the narrower words of the fifth term: texts that hold one carry it, searches for the term look for it.
``~`` marks what the city said not to be here: searches for it find nothing, whatever texts share its words.
``"2`` marks an expression that its small words make: « ne veut plus aller à l’école », never « veut aller à l’école ».
A word with hyphens is its parts, and their whole; two words side by side are their whole too: « socio-éducatif »,
« socioéducatif » and « socio éducatif », « UPE2A » and « UPE 2A » find each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from search.text.asking import is_asking
from search.text.french import HYPHENS, LONGEST_WORD, STOP_WORDS, WORD, clean, fold, ordinal, stems, undotted
from search.text.lexicon import Lexicon

# Raise it with any change of the tokens that this module or ``french`` gives: indexes then ask to be rebuilt.
ANALYSIS_VERSION = 7

_TokensOf = Callable[[str, bool], tuple[str, tuple[str, ...]]]  # (raw word, whether the text shouts): form, tokens

# Texts say the same words again, and the same words side by side.
_REMEMBERED = 50_000

ELSEWHERE = "~"  # the mark of what no page is about: no text carries it

# Capitals up to this length are taken for an acronym even when the lexicon does not know it.
LONGEST_UNKNOWN_ACRONYM = 5

# In a search, capitals up to this length mean an acronym and nothing else, known or not; longer ones may well be a
# visitor's caps lock, and words as long as that hardly ever collide with an acronym.
LONGEST_STRICT_ACRONYM = 3

# Small words of this length end compounds (« rendez-vous », « elle-même »); shorter ones only stand between words.
_SHORTEST_SMALL_END = 4


@dataclass(slots=True)
class Word:
    form: str  # as a reader sees it: lower case, or capitals for an acronym
    start: int
    end: int
    tokens: tuple[str, ...]
    # Of the first part of a word with hyphens: the tokens of the whole, and how many of the words it takes.
    whole: tuple[str, ...] = ()
    parts: int = 1
    # The tokens of this word and the next written as one, and whether the next is one of the words.
    pair: tuple[str, ...] = ()
    pairs_with_next: bool = False


class Concept(NamedTuple):
    """A run of words that the lexicon knows: ``words[first:last]`` carries ``token``."""

    first: int
    last: int
    token: str


Runs = dict[str, list[tuple[tuple[frozenset[str], ...], str]]]  # by the first token: what follows it, and the mark


class _Reading:
    """What words are, alone and side by side, to an index or to a search."""

    def __init__(self, tokens_of: _TokensOf) -> None:
        self._tokens_of = tokens_of
        self.word = lru_cache(_REMEMBERED)(self._word)
        self.as_one = lru_cache(_REMEMBERED)(self._as_one)

    def _word(self, raw: str, shouting: bool) -> tuple[str, tuple[str, ...]]:
        return self._tokens_of(undotted(raw), shouting)

    def _as_one(self, left: str, right: str, shouting: bool) -> tuple[str, ...]:
        return self._tokens_of(undotted(left + right), shouting)[1] if _may_be_one(left, right) else ()


class Analyzer:
    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self.lexicon = lexicon or Lexicon()
        self.acronyms = frozenset(map(_acronym_key, self.lexicon.acronyms))
        self._indexed, self._searched = _Reading(self._index_tokens), _Reading(self._query_tokens)
        expressions = dict(self._expressions())
        self._exact = {mark: spoken(member) for mark, member in expressions.items()}
        both = [*self._acronyms(), *self._synonyms(), *expressions.items()]
        self._said = _runs(self, chain(both, self._narrower()))
        self._asked = _runs(self, chain(both, self._broader(), self._elsewhere()))

    @property
    def version(self) -> str:
        """What an index must have been built with to be searched by this analyser."""
        return f"{ANALYSIS_VERSION}-{self.lexicon.digest}"

    def document_words(self, text: str) -> list[Word]:
        """The words of a (clean) text to index, stop words left out; their order is their position."""
        return self._words(text, self._indexed)

    def document_tokens(self, text: str) -> list[tuple[str, ...]]:
        """The tokens of the same words, for who needs nothing else of them: most of the time goes into the rest."""
        shouting = self._is_shouting(text)
        found = (self._indexed.word(match[0], shouting)[1] for match in WORD.finditer(text))
        return [tokens for tokens in found if tokens]

    def query_words(self, text: str) -> list[Word]:
        """The same, for a search: an acronym in capitals means nothing but itself."""
        return self._words(text, self._searched)

    @staticmethod
    def positions(words: list[Word], concepts: list[Concept]) -> list[tuple[str, ...]]:
        """All tokens at each position, those of the lexicon included: exactly what a document answers to."""
        tokens = [word.tokens for word in words]
        for concept in concepts:
            if concept.token not in tokens[concept.first]:
                tokens[concept.first] += (concept.token,)
        return [tuple(dict.fromkeys((*found, *word.pair))) for found, word in zip(tokens, words, strict=True)]

    def concepts(self, text: str, words: list[Word]) -> list[Concept]:
        """Every long form, synonym, narrower word and expression that a text says, in order of position."""
        return self._known(self._said, text, words)

    def asked_concepts(self, text: str, words: list[Word]) -> list[Concept]:
        """The same of a search: the name of a term asks for the words below it."""
        return self._known(self._asked, text, words)

    def _known(self, runs: Runs, text: str, words: list[Word]) -> list[Concept]:
        found = (each for each in _found(runs, words) if self._is_said(each, text, words))
        return [*found, *_wholes(words)]

    def _is_said(self, concept: Concept, text: str, words: list[Word]) -> bool:
        """Of an expression, whether its small words are said too."""
        expected = self._exact.get(concept.token)
        if expected is None:
            return True
        end = words[concept.last - 1].end
        before = text[max(0, words[concept.first].start - LONGEST_WORD) : end]
        return spoken(before)[-len(expected) :] == expected

    def _words(self, text: str, reading: _Reading) -> list[Word]:
        shouting = self._is_shouting(text)
        words: list[Word] = []
        last: re.Match[str] | None = None
        for compound in _compounds(text):
            parts = _parts(compound, reading, shouting)
            if last and words and words[-1].end == last.end() and _are_neighbours(text, last, compound[0]):
                _pair(words[-1], compound[0], parts, reading.as_one(last[0], compound[0][0], shouting))
            words += parts
            last = compound[-1]
        return words

    def _is_shouting(self, text: str) -> bool:
        """Whether a whole text is in capitals by taste: then its words are no acronyms, but for the known ones."""
        if not text.isupper():
            return False
        words = [fold(undotted(word)) for word in WORD.findall(text)]
        return len(words) > 1 and any(
            word in STOP_WORDS or len(word) > LONGEST_UNKNOWN_ACRONYM for word in words if word not in self.acronyms
        )

    def _index_tokens(self, raw: str, shouting: bool) -> tuple[str, tuple[str, ...]]:
        acronym = self._acronym(raw, shouting)
        small = raw.rstrip("+").lower()
        if acronym:
            # REP+ is found by REP too; « CM2 » and « cm2 » are the same class.
            both = dict.fromkeys((f"^{acronym}", f"^{acronym.rstrip('+')}"))
            # One that the city explains is found letter for letter: « près » has the stem of PRE, and is not it.
            return raw[:LONGEST_WORD], (*(() if self._is_known(acronym) else stems(small)), *both)
        if small in STOP_WORDS:
            return small, ()
        is_code = any(map(str.isdigit, small)) and not small.isdigit() and not ordinal(small)
        marks = (f"^{small}",) if is_code else ()
        return small[:LONGEST_WORD], (*stems(small), *marks)

    def _query_tokens(self, raw: str, shouting: bool) -> tuple[str, tuple[str, ...]]:
        acronym = self._acronym(raw, shouting)
        if acronym and (acronym in self.acronyms or len(acronym.rstrip("+")) <= LONGEST_STRICT_ACRONYM):
            return raw[:LONGEST_WORD], (f"^{acronym}",)
        small = raw.rstrip("+").lower()
        if small in STOP_WORDS:
            return small, ()
        known = (f"^{name}" for name in (raw.lower(), small) if self._is_known(name))
        return small[:LONGEST_WORD], (*stems(small), *dict.fromkeys(known))

    def _acronym(self, raw: str, shouting: bool) -> str:
        """The folded acronym that a word in capitals is, or ""."""
        letters = raw.rstrip("+")
        if not letters.isupper() or sum(map(str.isalpha, letters)) < 2 or ordinal(raw):
            return ""
        folded = fold(raw)
        if folded in self.acronyms or folded.rstrip("+") in self.acronyms:
            return folded
        unknown = shouting or len(letters) > LONGEST_UNKNOWN_ACRONYM or letters.lower() in STOP_WORDS
        return "" if unknown else folded

    def _is_known(self, name: str) -> bool:
        return not self.acronyms.isdisjoint((name, f"{name}+", name.rstrip("+")))

    def _acronyms(self) -> Iterable[tuple[str, str]]:
        for name, forms in sorted(self.lexicon.acronyms.items()):
            yield from ((f"^{_acronym_key(name)}", form) for form in forms)

    def _synonyms(self) -> Iterable[tuple[str, str]]:
        groups = sorted({tuple(sorted(set(group))) for group in self.lexicon.synonyms})
        for number, group in enumerate(groups, start=1):
            yield from ((f"={number}", member) for member in group)

    def _broader(self) -> Iterable[tuple[str, str]]:
        for number, name in enumerate(sorted(self.lexicon.narrower), start=1):
            yield f"<{number}", name

    def _expressions(self) -> Iterable[tuple[str, str]]:
        """Those of which at most one word says what it is about: words that tell are looked for one by one."""
        for number, member in enumerate(sorted(set(self.lexicon.expressions)), start=1):
            words = self.query_words(clean(member))
            if words and sum(not is_asking(word.form) for word in words) <= 1 < len(spoken(member)):
                yield f'"{number}', member

    def _elsewhere(self) -> Iterable[tuple[str, str]]:
        return ((ELSEWHERE, name) for name in self.lexicon.elsewhere)

    def _narrower(self) -> Iterable[tuple[str, str]]:
        for mark, name in self._broader():
            yield from ((mark, form) for form in sorted(set(self.lexicon.narrower[name])))


def _runs(analyzer: Analyzer, members: Iterable[tuple[str, str]]) -> Runs:
    """Runs of words of the lexicon by their first token, each with the mark it brings."""
    runs: Runs = {}
    for mark, member in members:
        words = analyzer.query_words(clean(member))
        # « Tout le monde » is not « le monde »: a name that its small words make is no name without them.
        is_made_small = len(words) == 1 < len([word for word in WORD.findall(clean(member)) if len(word) > 1])
        if is_made_small and mark not in analyzer._exact:
            continue
        for first, *rest in _spellings(words):
            for token in first:
                runs.setdefault(token, []).append((tuple(rest), mark))
    return runs


def _spellings(words: list[Word]) -> Iterable[tuple[frozenset[str], ...]]:
    """A member of the lexicon as its words; where it is one word with hyphens, as one too."""
    if words:
        yield tuple(frozenset(word.tokens) for word in words)
        if words[0].parts == len(words) > 1:
            yield (frozenset(words[0].whole),)


def _parts(compound: list[re.Match[str]], reading: _Reading, shouting: bool) -> list[Word]:
    """The words of a compound that are no stop words; the first of them knows the whole."""
    read = [(match, *reading.word(match[0], shouting)) for match in compound]
    parts = [Word(form, match.start(), match.end(), tokens) for match, form, tokens in read if tokens]
    if parts and len(compound) > 1:
        parts[0].whole, parts[0].parts = stems("".join(match[0] for match in compound)), len(parts)
    return parts


def _pair(word: Word, following: re.Match[str], parts: list[Word], as_one: tuple[str, ...]) -> None:
    """Tells the word what it is when it is written with the next one; « école école » is no such thing."""
    takes_next = bool(parts) and parts[0].start == following.start()
    if not (takes_next and set(word.tokens) & set(parts[0].tokens)):
        word.pair, word.pairs_with_next = as_one, takes_next


def _compounds(text: str) -> Iterable[list[re.Match[str]]]:
    """The words of a text, those that hyphens join in one list."""
    compound: list[re.Match[str]] = []
    for match in WORD.finditer(text):
        if compound and not _are_joined(text, compound[-1], match):
            yield compound
            compound = []
        compound.append(match)
    if compound:
        yield compound


def _are_joined(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    end = left.end()
    return right.start() == end + 1 and text[end] in HYPHENS and left[0].isalpha() and right[0].isalpha()


def _are_neighbours(text: str, left: re.Match[str], right: re.Match[str]) -> bool:
    end = left.end()
    return right.start() == end + 1 and (text[end].isspace() or text[end] in HYPHENS)


def _may_be_one(left: str, right: str) -> bool:
    """Whether two words may be one that is written apart. Figures belong to short names only: « CM 2 », « UPE 2A »."""
    is_small = right.lower() in STOP_WORDS and not right.isupper()  # the A of « UPE2 A » is a name's
    if is_small and len(right) < _SHORTEST_SMALL_END:
        return False
    return not left.isdigit() and (right.isalpha() or len(left) <= LONGEST_UNKNOWN_ACRONYM)


def _wholes(words: list[Word]) -> list[Concept]:
    return [Concept(first, first + word.parts, token) for first, word in enumerate(words) for token in word.whole]


def _found(runs: Runs, words: list[Word]) -> list[Concept]:
    if not runs:
        return []
    found: dict[Concept, None] = {}
    for first, word in enumerate(words):
        for token in word.tokens:
            for rest, mark in runs.get(token, ()):
                last = first + 1 + len(rest)
                if not rest or _follows(rest, words[first + 1 : last]):
                    found[Concept(first, last, mark)] = None
    return list(found)


def spoken(text: str) -> tuple[str, ...]:
    """Its words as people say them, small ones included, but for the « ne » that they leave out."""
    return tuple(word for word in map(fold, WORD.findall(clean(text))) if word not in ("n", "ne"))


def _acronym_key(name: str) -> str:
    return fold(undotted(clean(name)))


def _follows(run: tuple[frozenset[str], ...], words: list[Word]) -> bool:
    return len(words) == len(run) and all(
        not expected.isdisjoint(word.tokens) for expected, word in zip(run, words, strict=True)
    )
