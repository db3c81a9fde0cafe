"""Searches close to one that finds little: its words completed, or else words that begin like its longest one."""

from __future__ import annotations

from collections.abc import Iterator

from wagtail.models import Site

from search.results.service import suggest
from search.text.french import STOP_WORDS, WORD, fold

MOST_CLOSE = 6
KEPT = 2 / 3  # of a word's letters: what begins alike no longer means alike below
SHORTEST, LONGEST = 4, 25  # letters


def close_texts(text: str, site: Site, locale: str) -> list[str]:
    for beginning in _beginnings(text):
        found = suggest(beginning, site, locale, limit=MOST_CLOSE + 1)
        others = [each for each in found if fold(each) != fold(text)]
        if others:
            return others[:MOST_CLOSE]
    return []


def _beginnings(text: str) -> Iterator[str]:
    yield text
    words = [word for word in WORD.findall(text) if word.lower() not in STOP_WORDS]
    longest = max(words, key=len, default="")[:LONGEST]
    for length in range(len(longest) - 1, max(SHORTEST - 1, int(len(longest) * KEPT)), -1):
        yield longest[:length]
