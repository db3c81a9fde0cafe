"""What a page is about, in the few words and terms that other pages may share with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from search.engines.contract import ACTOR, NO, YES, SearchDocument
from search.engines.fields import FACET_NAME, codes_of
from search.text.analysis import Analyzer
from search.text.french import clean

MOST_WORDS = 25  # more would cost time and add only what every page says
_FROM_TITLE = 10
# A word that most pages have makes no two of them alike, and reading where it stands is most of the time that a search
# for similar pages takes. Where pages are few, most of them may be about one thing.
_MOST_PAGES = 0.5
_FEW_PAGES = 100

# A term of a facet weighs less than a word: pages of one theme are many, pages with a rare word few.
FACET_WEIGHT = 0.5

# Of the same type or for the same age is said of too many pages to make two of them alike; who has a part in a page is
# among its words already.
_TOO_COMMON = frozenset({"type", "age", ACTOR})
# Nor does the same answer to a question of yes or no.
_ANSWERS = frozenset({YES, NO})


class Traits(NamedTuple):
    key: str  # of the page itself, which is left out
    words: tuple[tuple[str, ...], ...]  # the tokens of each telling word
    facets: tuple[tuple[str, str], ...]  # (facet, code)


def traits_of(document: SearchDocument, analyzer: Analyzer) -> Traits:
    """Words of the title, then those of the keywords and the most frequent ones of the body."""
    title, keywords, body = (
        analyzer.document_tokens(clean(text)) for text in (document.title, document.keywords, document.body)
    )
    # Of equally frequent words the first in order of tokens: the choice must not depend on the day.
    frequent = sorted(Counter(keywords + body).items(), key=lambda item: (-item[1], item[0]))
    words = dict.fromkeys([*title[:_FROM_TITLE], *(tokens for tokens, _ in frequent)])
    facets = sorted(
        (name, code)
        for name, codes in codes_of(document).items()
        if name.partition("--")[0] not in _TOO_COMMON and FACET_NAME.fullmatch(name)
        for code in codes
        if code not in _ANSWERS
    )
    return Traits(document.key, tuple(words)[:MOST_WORDS], tuple(facets))


def telling(traits: Traits, pages: Sequence[int], of: int) -> Traits:
    """Without the words that most pages have, unless there are no others. ``pages``: how many have each."""
    most = max(_FEW_PAGES, of * _MOST_PAGES)
    words = tuple(word for word, count in zip(traits.words, pages, strict=True) if count <= most)
    return traits._replace(words=words or traits.words)
