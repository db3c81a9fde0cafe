"""What every search engine is asked and answers: plain data, no Django, no engine.

A facet here is what the engine counts on its own. A vocabulary is one facet, except a tree whose branches
are facets of their own (``secteur``): it gives one facet per branch, named ``<vocabulary>--<root term>``.
``acteur`` is one facet of the codes of organizations; what these carry (their network) is ``acteur--<vocabulary>``.
``age`` is one facet whose codes are bands (``college``), whole years (``7``) and ``non-precise``.
Selections are OR inside a facet and AND between facets.

A column is a number that some documents have (a duration, a price, a day as ``date.toordinal()``): asked for by range,
sorted by. Facets and columns are named as ``search.engines.fields.FACET_NAME`` says; any other name finds nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Literal, Protocol

Sort = Literal["relevance", "order", "title", "date"]

ACTOR = "acteur"
YES, NO = "oui", "non"  # the codes of a facet that pages answer by yes or no


@dataclass(frozen=True)
class SearchDocument:
    """One page as the engines see it. ``facets`` already holds ancestors and expanded ``matches_all`` terms."""

    key: str  # "app.model:pk"
    title: str
    body: str
    keywords: str = ""  # words that find the page without being shown: synonyms of its terms, aliases
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    date: date | None = None  # last reviewed, or else published
    sort_title: str = ""
    locale: str = "fr"
    site: int = 1  # the visibility scope: documents of one site never answer for another
    numbers: Mapping[str, float] = field(default_factory=dict)  # by column; what is not finite is not kept
    is_ordinary: bool = False  # a page that is no sheet: it comes after them, by relevance and in the order of the site
    order: str = ""  # its place in the order of the site, by letters; equals are in the order of titles
    is_away: bool = False  # of another town: by relevance it comes after sheets, unless the words name that town
    town: str = ""  # which one; "" where nobody knows

    @property
    def digest(self) -> str:
        """A short fingerprint of everything above: drift is found by comparing (key, digest) pairs."""
        facets = {name: sorted(set(codes)) for name, codes in self.facets.items() if codes}
        day = self.date.isoformat() if self.date else None
        words = (self.key, self.title, self.body, self.keywords)
        parts: tuple[object, ...] = (*words, facets, day, self.sort_title, self.locale, self.site)
        if self.numbers:  # the others keep the digest they had before there were columns
            parts += ({name: float(number) for name, number in self.numbers.items()},)
        if self.is_ordinary or self.order:
            parts += (self.is_ordinary, self.order)
        if self.is_away:
            parts += (self.town,)
        canonical = json.dumps(parts, ensure_ascii=True, sort_keys=True)
        return sha256(canonical.encode()).hexdigest()[:16]


@dataclass(frozen=True)
class SearchRequest:
    """``ranges``: (least, greatest) by column, both included, None for an open end; a document without the column is
    in none of its ranges, and a range open at both ends is none.

    ``order_by``: a column, or "-column" for the greatest first; it comes before ``sort``. Documents without the column
    come last, equals are in the order of titles.

    ``aside``: stretches of the text, in order, that were understood as filters: their words only put pages in order.
    ``exact``: every word as it is typed, or nothing.
    """

    text: str = ""
    selections: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: Sort = "relevance"
    page: int = 1
    size: int = 20
    locale: str = "fr"
    site: int = 1
    facets: tuple[str, ...] = ()  # the facets to count
    ranges: Mapping[str, tuple[float | None, float | None]] = field(default_factory=dict)
    spans: tuple[str, ...] = ()  # the columns whose least and greatest value are asked for
    order_by: str = ""
    without: tuple[str, ...] = ()  # keys of documents that are to be taken for gone already
    aside: tuple[str, ...] = ()
    exact: bool = False


@dataclass(frozen=True)
class Hit:
    key: str
    score: float = field(default=0.0, repr=False)  # moves with each document of the index, the order seldom
    highlight: str = ""  # safe HTML: escaped text with <mark>, or "" when nothing matched in the body


@dataclass(frozen=True)
class SearchResult:
    total: int
    hits: tuple[Hit, ...]
    counts: Mapping[str, Mapping[str, int]]  # {facet: {code: n}}, n > 0 only, disjunctive
    corrected: str | None = None  # the text that was searched instead, when words were corrected
    engine: str = ""
    took: float = field(default=0.0, repr=False)  # seconds
    spans: Mapping[str, tuple[float, float]] = field(default_factory=dict)  # disjunctive; only what some document has
    missing: tuple[str, ...] = ()  # telling words that no document has
    nothing_fits: bool = False  # whatever is chosen, no document has enough of the telling words
    suggested: str | None = None  # what may have been meant, with documents that have it


class SearchEngine(Protocol):
    """What an engine fills in. Errors of the engine itself are raised as ``EngineError``.

    ``position`` is the number of the last change that an index holds, and all before it: it never goes back, except by
    a rebuild, which may put an older index in the place of a newer one at any moment.
    """

    name: str
    is_remote: bool  # over the network: it may be slow or away, and every host shares it

    def search(self, request: SearchRequest) -> SearchResult: ...
    def suggest(
        self, text: str, locale: str = "fr", site: int = 1, limit: int = 8, without: tuple[str, ...] = ()
    ) -> list[str]: ...
    def similar(self, document: SearchDocument, limit: int = 6) -> list[str]:
        """Keys of the pages of its site and locale that share most with this one, best first, itself left out."""
        ...

    def apply(
        self, upserts: Iterable[SearchDocument], deletes: Iterable[str], *, since: int = 0, position: int | None = None
    ) -> int:
        """Writes what changed after ``since`` up to ``position``; returns the position that the index holds then.

        An index that lacks changes before these, or holds later ones already, is left as it is: so a process that
        was slow, or killed, leaves neither a gap nor an older state. Without ``position`` it is written in any case.
        """
        ...

    def rebuild(self, documents: Iterable[SearchDocument], position: int = 0) -> int:
        """The number of documents. Searches go on in the old index until the new one is whole."""
        ...

    def health(self) -> Mapping[str, object]:
        """What an operator asks; never raises. At least:

        ``reachable``: whether the engine answered at all; false means wait, no rebuild could help.
        ``version_ok``: false means rebuild me: no index, an unreadable one, or other words than today's.
        ``documents``, ``position``, ``size_bytes``, and ``error``, "" or a sentence.
        """
        ...

    def digests(self) -> dict[str, str]: ...


class EngineError(Exception):
    """The engine cannot answer (unreadable index, no connection). The caller falls back; a visitor never sees it."""


class EngineUnavailable(EngineError):
    """Nobody answers, or not in time, or with something else than an answer: to be left alone for a while."""
