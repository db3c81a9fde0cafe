"""One locale of one site, whatever the engine: how it answers, corrects and suggests.

An engine says how to look things up, in the abstract methods. What is looked up, and in which order, stands here once:
two engines cannot come to differ in it.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from search.engines.contract import Hit, SearchDocument, SearchRequest, SearchResult, Sort
from search.engines.ordering import scope_of
from search.engines.similar import Traits, telling, traits_of
from search.text.analysis import Analyzer
from search.text.correction import Spellings, mend
from search.text.french import WORD, fold, stems
from search.text.parsing import ParsedQuery, Unit, parse, tidy
from search.text.weighing import Plan, strict, telling_units, weigh

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


def order_of(plan: Plan, request: SearchRequest) -> Sort:
    """What a page is sorted by: an unknown order is relevance, which means nothing without words."""
    if request.sort in ("order", "title", "date"):
        return request.sort
    return "relevance" if plan.units else "order"


class Scope(ABC):
    """Also the ``Vocabulary`` that corrections ask for. Other scopes' words never show."""

    def __init__(self, analyzer: Analyzer, locale: str, site: int) -> None:
        self.analyzer = analyzer
        self.name = scope_of(locale, site)
        self._totals: dict[tuple[object, ...], int] = {}

    @abstractmethod
    def ask(self, plan: Plan, request: SearchRequest) -> Found:
        """The page, total and counts of a plan that something may meet."""

    @abstractmethod
    def count(self, plans: Sequence[Plan]) -> list[int]:
        """How many pages each plan finds, selections apart."""

    @abstractmethod
    def forms(self, prefix: str, before: ParsedQuery) -> list[tuple[str, int]]:
        """The most frequent forms that begin so once folded, equals in order, in the pages that ``before`` finds."""

    @abstractmethod
    def titles(self, before: ParsedQuery, tokens: Sequence[str]) -> list[str]:
        """The first titles, in their order, that hold all of ``before`` and one of the tokens."""

    @abstractmethod
    def spellings(self) -> Spellings: ...

    @abstractmethod
    def spread(self, words: Sequence[Sequence[str]]) -> tuple[list[int], int]:
        """How many pages have each word, given by its tokens, and how many pages there are."""

    @abstractmethod
    def alike(self, traits: Traits, limit: int) -> list[str]:
        """Keys of the pages that share most with these traits, best first, equals in the order of titles."""

    def answer(self, request: SearchRequest) -> SearchResult:
        typed = parse(request.text, self.analyzer)
        if _is_wordless(typed):
            return _nothing(request)
        return self._exact(typed, request) if request.exact else self._best(typed, request)

    def _exact(self, typed: ParsedQuery, request: SearchRequest) -> SearchResult:
        found = self.ask(strict(typed), request)
        return SearchResult(found.total, found.hits, found.counts, spans=found.spans)

    def _best(self, typed: ParsedQuery, request: SearchRequest) -> SearchResult:
        self._worths(typed, request.aside)  # all that is to be known of an ordinary search, at once
        mended = mend(typed, request.aside, self)
        plan, suggested = self._plan(mended.parsed, request.aside), self._suggested(mended.asked, request.aside)
        found = self._found(plan, request)
        if found is None:
            # Nothing is corrected for nothing: the words stay as they are typed.
            missing = _in_words(typed, self._plan(typed, request.aside).missing)
            return replace(_nothing(request), missing=missing, nothing_fits=True, suggested=suggested)
        corrected = mended.parsed.text if mended.parsed.text != typed.text else None
        missing = _in_words(mended.parsed, plan.missing)
        return SearchResult(
            found.total, found.hits, found.counts, corrected, spans=found.spans, missing=missing, suggested=suggested
        )

    def _found(self, plan: Plan, request: SearchRequest) -> Found | None:
        """None when no page answers these words, whatever is chosen."""
        if plan.is_hopeless:
            return None
        found = self.ask(plan, request)
        return found if found.total or not plan.every or self.count_of(plan) else None

    def _plan(self, parsed: ParsedQuery, aside: Sequence[str]) -> Plan:
        telling, pages, everything = self._worths(parsed, aside)
        return weigh(parsed, telling, pages, everything)

    def _worths(self, parsed: ParsedQuery, aside: Sequence[str]) -> tuple[tuple[Unit, ...], list[int], int]:
        """The telling words, how many pages have each, and how many there are."""
        telling = telling_units(parsed, aside)
        if not telling:
            return (), [], 0
        everything, *pages = self.totals([parse("", self.analyzer), *(parsed.only(unit) for unit in telling)])
        return telling, pages, everything

    def _suggested(self, text: str, aside: Sequence[str]) -> str | None:
        """Only what finds something is worth a question."""
        plan = self._plan(parse(text, self.analyzer), aside) if text else None
        return text if plan and not plan.is_hopeless and self.count_of(plan) else None

    def count_of(self, plan: Plan) -> int:
        key = _plan_meaning(plan)
        if key not in self._totals:
            self._totals[key] = self.count([plan])[0]
        return self._totals[key]

    def totals(self, queries: Sequence[ParsedQuery]) -> list[int]:
        unknown = {_meaning(parsed): parsed for parsed in queries if self._known_total(parsed) is None}
        if unknown:
            plans = [strict(parsed) for parsed in unknown.values()]
            self._totals |= zip(unknown, self.count(plans), strict=True)
        return [self._known_total(parsed) or 0 for parsed in queries]

    def note_total(self, plan: Plan, total: int) -> None:
        """Spares an engine that learnt a total on the way from being asked for it."""
        self._totals[_plan_meaning(plan)] = total

    def _known_total(self, parsed: ParsedQuery) -> int | None:
        units = _meaning(parsed)
        # What holds a word that is nowhere is nowhere either.
        if (
            _is_wordless(parsed)
            or any(unit.is_elsewhere for unit in parsed.units)
            or any(self._totals.get((unit,)) == 0 for unit in units)
        ):
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
        if not limit or not (traits.words or traits.facets):
            return []
        return self.alike(telling(traits, *self.spread(traits.words)), limit)


def _is_wordless(parsed: ParsedQuery) -> bool:
    """Something was typed, without a word that could be looked for: it finds nothing, as nothing typed finds all."""
    return not parsed.units and not parsed.is_blank


def _meaning(parsed: ParsedQuery) -> tuple[object, ...]:
    return tuple(unit.meaning for unit in parsed.units)


def _plan_meaning(plan: Plan) -> tuple[object, ...]:
    return ("plan", *(tuple(unit.meaning for unit in some) for some in plan.enough))


def _in_words(parsed: ParsedQuery, units: Sequence[Unit]) -> tuple[str, ...]:
    """As they are typed."""
    return tuple(parsed.text[unit.items[0].start : unit.items[-1].end] for unit in units)


def _nothing(request: SearchRequest) -> SearchResult:
    return SearchResult(0, (), {name: {} for name in request.facets})
