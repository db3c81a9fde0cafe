"""What engines keep of a document's words: the same tokens, forms and columns in each of them."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple

from search.engines.contract import SearchDocument
from search.engines.ordering import TAB
from search.text.analysis import Analyzer, Concept, Word
from search.text.french import clean, fold
from search.text.weighing import Plan

# A match in a title says more about a page than one in its body.
TEXT_FIELDS = {"title": 4.0, "keywords": 2.0, "body": 1.0}

SHEET = 1024.0  # added to a sheet: more than words alone can bring
FIRST = 2048.0  # added to a page that has every word: more than words and being a sheet can
LIGHT = 0.5  # what a word of asking, or one that was understood as a filter, brings of its relevance

SHEETS, ORDINARY, AWAY = "sheet", "ordinary", "away"  # what a page is to a search by relevance
TOWN = "town:"  # before the token by which words name the town of a page from elsewhere

# Facets and columns are found under their names: others are neither indexed nor found.
FACET_NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")


class Words(NamedTuple):
    texts: dict[str, str]  # by field, clean
    positions: dict[str, list[tuple[str, ...]]]  # by field: the tokens at each position
    # What readers write: "parentalite <tab> parentalité" completes and corrects ...
    forms: set[str]
    # ... and "parental <tab> parentalité" finds in a body the words that a token stands for.
    variants: set[str]


def words_of(document: SearchDocument, analyzer: Analyzer) -> Words:
    found = Words({name: clean(getattr(document, name)) for name in TEXT_FIELDS}, {}, set(), set())
    for name, text in found.texts.items():
        words = analyzer.document_words(text)
        concepts = analyzer.concepts(text, words)
        found.positions[name] = analyzer.positions(words, concepts)
        found.forms.update(f"{fold(form)}{TAB}{form}" for form in {word.form for word in words})
        found.variants.update(TAB.join(pair) for pair in _variants(text, words, concepts))
    return found


def ranks_of(document: SearchDocument, analyzer: Analyzer) -> list[str]:
    """A sheet from elsewhere is one where the words name its town: by the longest of its name, « Hérouville »."""
    if document.is_ordinary or not document.is_away:
        return [ORDINARY if document.is_ordinary else SHEETS]
    words = analyzer.document_words(clean(document.town))
    longest = max(words, key=lambda word: len(word.form), default=None)
    return [AWAY, *(TOWN + token for token in (longest.tokens if longest else ()))]


def ranks_first(plan: Plan) -> list[str]:
    """The ranks that these words put before the others."""
    return [SHEETS, *dict.fromkeys(TOWN + token for unit in plan.units for token in unit.tokens)]


def codes_of(document: SearchDocument) -> dict[str, list[str]]:
    return {name: sorted({clean(code) for code in codes}) for name, codes in document.facets.items()}


def numbers_of(document: SearchDocument) -> dict[str, float]:
    numbers = {name: float(number) for name, number in document.numbers.items() if FACET_NAME.fullmatch(name)}
    return {name: number for name, number in numbers.items() if math.isfinite(number)}


def _variants(text: str, words: list[Word], concepts: list[Concept]) -> Iterator[tuple[str, str]]:
    for form, tokens in {(word.form, word.tokens) for word in words}:
        yield from ((token, form) for token in tokens)
    for concept in concepts:
        run = words[concept.first : concept.last]
        form = run[0].form if len(run) == 1 else text[run[0].start : run[-1].end].lower()
        if TAB not in form:
            yield concept.token, form
