"""What any engine must answer, found by reading every document: slow, plain, and easy to believe."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from search.engines.contract import SearchDocument, SearchRequest
from search.text.analysis import Analyzer
from search.text.french import clean, fold
from search.text.parsing import Item, Unit, parse
from search.text.weighing import telling_units


class _Text:
    """The tokens at each position of the title, the keywords and the body, and all of them."""

    def __init__(self, parts: list[list[tuple[str, ...]]]) -> None:
        self.parts = parts
        self.tokens = {token for part in parts for position in part for token in position}


class BruteForce:
    def __init__(self, documents: Iterable[SearchDocument], analyzer: Analyzer) -> None:
        self.documents = list(documents)
        self.analyzer = analyzer
        self._texts = {document.key: _Text(self._positions(document)) for document in self.documents}

    def total(self, request: SearchRequest) -> int:
        return len(self.matching(request))

    def keys(self, request: SearchRequest) -> list[str]:
        """All keys in the order of the request: of a column, the site, titles or dates."""
        found = self.matching(request)
        if request.order_by:
            column, sign = request.order_by.lstrip("-"), -1 if request.order_by[0] == "-" else 1
            found.sort(key=lambda doc: (fold(doc.sort_title or doc.title), doc.key))
            found.sort(key=lambda doc: sign * doc.numbers[column] if column in doc.numbers else math.inf)
        elif request.sort == "date":
            found.sort(key=lambda doc: (-doc.date.toordinal() if doc.date else 0, doc.key))
        else:
            found.sort(key=lambda doc: (fold(doc.sort_title or doc.title), doc.key))
        if request.sort == "order" and not request.order_by:
            found.sort(key=lambda doc: (doc.is_ordinary, doc.order))
        return [document.key for document in found]

    def counts(self, request: SearchRequest) -> dict[str, dict[str, int]]:
        """A value's count is the total with this value alone chosen in its facet, the other facets kept."""
        counts = {}
        for facet in request.facets:
            others = replace(request, selections=_others(request.selections, facet))
            found = self.matching(others)
            counts[facet] = dict(Counter(code for doc in found for code in set(doc.facets.get(facet, ()))))
        return counts

    def spans(self, request: SearchRequest) -> dict[str, tuple[float, float]]:
        """The least and the greatest value one could ask for, the selections and the other ranges kept."""
        spans = {}
        for column in request.spans:
            found = self.matching(replace(request, ranges=_others(request.ranges, column)))
            values = [document.numbers[column] for document in found if column in document.numbers]
            if values:
                spans[column] = (min(values), max(values))
        return spans

    def matching(self, request: SearchRequest) -> list[SearchDocument]:
        return [
            document
            for document in self._asked(request)
            if _chosen(document, request.selections) and _in_ranges(document, request.ranges)
        ]

    def _asked(self, request: SearchRequest) -> list[SearchDocument]:
        here = [
            document
            for document in self.documents
            if (document.locale, document.site) == (request.locale, request.site)
            and document.key not in request.without
        ]
        parsed = parse(request.text, self.analyzer)
        if request.exact:
            return [doc for doc in here if all(self._has(doc, unit) for unit in parsed.units)]
        worth = self._worth(telling_units(parsed, request.aside), here)
        return [doc for doc in here if _is_enough([weight for unit, weight in worth if self._has(doc, unit)], worth)]

    def _worth(self, units: Sequence[Unit], here: list[SearchDocument]) -> list[tuple[Unit, int]]:
        """The six words that decide, then those that nobody has, which are worth as much as the first."""
        found = [(unit, 0 if unit.is_elsewhere else sum(self._has(doc, unit) for doc in here)) for unit in units]
        known = [
            (unit, max(1, round(1000 * math.log(1 + (len(here) - n + 0.5) / (n + 0.5))))) for unit, n in found if n
        ]
        known = sorted(known, key=lambda pair: -pair[1])[:6]
        rarest = known[0][1] if known else 1
        return known + [
            (unit, rarest * (2 if unit.is_elsewhere else 1)) for unit, n in found if not n and not _is_number(unit)
        ]

    def _has(self, document: SearchDocument, unit: Unit) -> bool:
        return _unit_matches(unit, self._texts[document.key])

    def _positions(self, document: SearchDocument) -> list[list[tuple[str, ...]]]:
        texts = (document.title, document.keywords, document.body)
        analysed = ((clean(text), self.analyzer.document_words(clean(text))) for text in texts)
        return [self.analyzer.positions(words, self.analyzer.concepts(text, words)) for text, words in analysed]


def _is_enough(held: list[int], worth: list[tuple[Unit, int]]) -> bool:
    return not worth or 2 * sum(held) > sum(weight for _, weight in worth)


def _is_number(unit: Unit) -> bool:
    return all(word.form.isdigit() for item in unit.items for word in item.words)


def _chosen(document: SearchDocument, selections: Mapping[str, tuple[str, ...]]) -> bool:
    return all(set(codes) & set(document.facets.get(name, ())) for name, codes in selections.items() if codes)


def _in_ranges(document: SearchDocument, ranges: Mapping[str, tuple[float | None, float | None]]) -> bool:
    return all(
        name in document.numbers
        and (least is None or least <= document.numbers[name])
        and (greatest is None or document.numbers[name] <= greatest)
        for name, (least, greatest) in ranges.items()
        if (least, greatest) != (None, None)
    )


def _others(chosen: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {other: values for other, values in chosen.items() if other != name}


def _unit_matches(unit: Unit, text: _Text) -> bool:
    return not text.tokens.isdisjoint(unit.concepts) or all(_item_matches(item, text) for item in unit.items)


def _item_matches(item: Item, text: _Text) -> bool:
    if not item.is_phrase:
        return not text.tokens.isdisjoint(item.tokens)
    return any(
        all(token in position for token, position in zip(run, part[start:], strict=False))
        for run in item.spellings
        for part in text.parts
        for start in range(len(part) - len(run) + 1)
    )
