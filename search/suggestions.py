"""Searches close to one that finds little: its words completed, or else words that begin like its longest one."""

from __future__ import annotations

from wagtail.models import Site

from search.french import STOP_WORDS, WORD, fold
from search.service import suggest

MOST_CLOSE = 6
KEPT = 2 / 3  # of a word's letters: what begins alike no longer means alike below


def close_texts(text: str, site: Site, locale: str = "fr") -> list[str]:
    return [each for each in _completed(text, site, locale) if fold(each) != fold(text)][:MOST_CLOSE]


def _completed(text: str, site: Site, locale: str) -> list[str]:
    found = suggest(text, site, locale, limit=MOST_CLOSE + 1)
    if found:
        return found
    words = [word for word in WORD.findall(text) if word.lower() not in STOP_WORDS]
    longest = max(words, key=len, default="")
    for length in range(len(longest) - 1, max(3, int(len(longest) * KEPT)), -1):
        found = suggest(longest[:length], site, locale, limit=MOST_CLOSE + 1)
        if found:
            return found
    return []
