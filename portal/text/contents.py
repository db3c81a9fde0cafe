"""The contents list of a page: read from its own titles, so that it says what the page has, whatever put it there."""

from __future__ import annotations

import re
from html import unescape

TITLE = re.compile(r'<h2 id="([\w-]+)"[^>]*>(.*?)</h2>', re.DOTALL)
EXPLANATION = re.compile(r"<span[^>]* popover>.*?</span>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")

LONG = 4_000  # characters of text: some three screens
FEW = 4  # titles that are seen at a glance


def titles_of(html: str) -> list[tuple[str, str]]:
    """``[(id, words)]`` of the parts of a page, in order."""
    return [(anchor, words_of(title)) for anchor, title in TITLE.findall(html)]


def words_of(html: str) -> str:
    return " ".join(unescape(TAG.sub("", EXPLANATION.sub("", html))).split())


def contents_of(html: str) -> list[tuple[str, str]]:
    """The same, for a long page only."""
    titles = titles_of(html)
    return titles if len(titles) > FEW and len(words_of(html)) > LONG else []
