"""One locale of one site, whatever the engine: how it answers, corrects and suggests.

An engine says how to look things up, in the abstract methods. What is looked up, and in which order, stands here once:
two engines cannot come to differ in it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from search.engines.contract import Hit, SearchDocument, SearchRequest, SearchResult, Sort
from search.engines.ordering import scope_of
from search.engines.similar import Traits, traits_of
from search.text.analysis import Analyzer
from search.text.correction import Spellings, correct
from search.text.french import WORD, fold, stems
from search.text.parsing import ParsedQuery, parse, tidy

LARGEST_PAGE = 100
MOST_COMPLETIONS = 50
MOST_TITLES = 50  # read in the order of titles, of which the shortest are suggested
_MOST_SUGGESTIONS = 100


class Found(NamedTuple):
    total: int
    counts: Mapping[str, Mapping[str, int]]
    hits: tuple[Hit, ...]
    spans: Mapping[str, tuple[float, float]]


def window(page: int, size: int) -> tuple[int, int]:
    """(first, size) of a page, whatever was asked for."""
    size = max(0, min(size, LARGEST_PAGE))
    return (max(1, page) - 1) * size, size


def order_of(parsed: ParsedQuery, request: SearchRequest) -> Sort:
    """What a page is sorted by: an unknown order is relevance, which means nothing without words."""
    if request.sort in ("title", "date"):
        return request.sort
    return "relevance" if parsed.units else "title"


class Scope(ABC):
    """Also the ``Vocabulary`` that corrections ask for. Other scopes' words never show."""

    def __init__(self, analyzer: Analyzer, locale: str, site: int) -> None:
        self.analyzer = analyzer
        self.name = scope_of(locale, site)
        self._totals: dict[tuple[object, ...], int] = {}

    @abstractmethod
    def ask(self, parsed: ParsedQuery, request: SearchRequest) -> Found:
        """The page, total and counts of a query that is not empty by its words."""

    @abstractmethod
    def count(self, queries: Sequence[ParsedQuery]) -> list[int]:
        """How many pages each query finds, selections apart."""

    @abstractmethod
    def forms(self, prefix: str, before: ParsedQuery) -> list[tuple[str, int]]:
        """The most frequent forms that begin so once folded, equals in order, in the pages that ``before`` finds."""

    @abstractmethod
    def titles(self, before: ParsedQuery, tokens: Sequence[str]) -> list[str]:
        """The first titles, in their order, that hold all of ``before`` and one of the tokens."""

    @abstractmethod
    def spellings(self) -> Spellings: ...

    @abstractmethod
    def alike(self, traits: Traits, limit: int) -> list[str]:
        """Keys of the pages that share most with these traits, best first, equals in the order of titles."""

    def answer(self, request: SearchRequest) -> SearchResult:
        parsed, corrected = parse(request.text, self.analyzer), None
        if _is_wordless(parsed):
            return SearchResult(0, (), {name: {} for name in request.facets})
        found = self.ask(parsed, request)
        if not found.total and parsed.units and not self.totals([parsed])[0]:
            better = correct(parsed, self)
            if better:
                found, corrected = self.ask(better, request), better.text
        return SearchResult(found.total, found.hits, found.counts, corrected, spans=found.spans)

    def totals(self, queries: Sequence[ParsedQuery]) -> list[int]:
        unknown = {_meaning(parsed): parsed for parsed in queries if self._known_total(parsed) is None}
        if unknown:
            self._totals |= zip(unknown, self.count(list(unknown.values())), strict=True)
        return [self._known_total(parsed) or 0 for parsed in queries]

    def note_total(self, parsed: ParsedQuery, total: int) -> None:
        """Spares an engine that learnt a total on the way from being asked for it."""
        self._totals[_meaning(parsed)] = total

    def _known_total(self, parsed: ParsedQuery) -> int | None:
        units = _meaning(parsed)
        # What holds a word that is nowhere is nowhere either.
        if _is_wordless(parsed) or any(self._totals.get((unit,)) == 0 for unit in units):
            return 0
        return self._totals.get(units)

    def completions(self, prefix: str) -> list[tuple[str, int]]:
        return self.forms(prefix, parse("", self.analyzer))

    def suggest(self, text: str, limit: int) -> list[str]:
        """The text with its last word completed, then titles that hold it all, the shortest first."""
        text, limit = tidy(text), max(0, min(limit, _MOST_SUGGESTIONS))
        words = list(WORD.finditer(text))
        if not words or not limit:
            return []
        head = text[: words[-1].start()]
        before = parse(head, self.analyzer)
        forms = self.forms(fold(words[-1][0]), before)
        found: dict[str, str] = {}
        for form, _ in forms:
            # Singular, plural, with and without accents: one suggestion, the most frequent; an acronym stays apart.
            found.setdefault(form if form.isupper() else stems(fold(form))[0], head + form)
        texts = [completed for completed in found.values() if completed.lower() != text.lower()]
        if forms and len(texts) < limit:
            tokens = {token for form, _ in forms for word in self.analyzer.query_words(form) for token in word.tokens}
            texts += sorted(self.titles(before, sorted(tokens)), key=len)
        return list(dict.fromkeys(texts))[:limit]

    def similar(self, document: SearchDocument, limit: int) -> list[str]:
        limit, traits = max(0, min(limit, LARGEST_PAGE)), traits_of(document, self.analyzer)
        return self.alike(traits, limit) if limit and (traits.words or traits.facets) else []


def _is_wordless(parsed: ParsedQuery) -> bool:
    """Something was typed, without a word that could be looked for: it finds nothing, as nothing typed finds all."""
    return not parsed.units and not parsed.is_blank


def _meaning(parsed: ParsedQuery) -> tuple[object, ...]:
    return tuple(unit.meaning for unit in parsed.units)
