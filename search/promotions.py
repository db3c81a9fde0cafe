"""Results that editors put first: for these words, these pages, with their reason.

They are chosen in Wagtail's own screen (``search.admin.promotions``). Words are compared as the search understands them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Site

from portal.visibility import public_pages
from search.analysis import Analyzer
from search.lexicon import Lexicon
from search.lexicon_source import glossary_lexicon
from search.parsing import Unit, parse


@dataclass(frozen=True)
class Promotion:
    words: str
    page_id: int | None
    url: str
    title: str
    description: str


@dataclass(frozen=True)
class Pinned:
    title: str
    url: str
    description: str
    page_id: int | None = None  # None: a page of another site


def load_promotions() -> list[Promotion]:
    """All of them, in the editors' order, by one query."""
    rows = SearchPromotion.objects.order_by("query_id", "sort_order", "pk").values_list(
        "query__query_string", "page_id", "external_link_url", "external_link_text", "description"
    )
    return [Promotion(words, page, url, text or url, description) for words, page, url, text, description in rows]


def pinned_for(texts: Iterable[str], site: Site) -> list[Pinned]:
    """What stands first for the first of these texts that editors thought of."""
    promotions = load_promotions()
    if not promotions:
        return []
    analyzer = _analyzer(glossary_lexicon().canonical)
    for text in texts:
        asked = parse(text, analyzer).units
        chosen = [each for each in promotions if asked and _mean_the_same(asked, parse(each.words, analyzer).units)]
        if chosen:
            return _public(chosen, site)
    return []


@lru_cache(maxsize=4)
def _analyzer(lexicon: str) -> Analyzer:
    """Compiled once for the same words."""
    return Analyzer(Lexicon.from_json(lexicon))


def _mean_the_same(asked: tuple[Unit, ...], wanted: tuple[Unit, ...]) -> bool:
    """Each word of one has its equal in the other: two words are equal when they share a token."""
    return len(asked) == len(wanted) and all(
        any(not set(one.tokens).isdisjoint(other.tokens) for other in others)
        for ones, others in ((asked, wanted), (wanted, asked))
        for one in ones
    )


def _public(promotions: list[Promotion], site: Site) -> list[Pinned]:
    pages = {page.pk: page for page in public_pages(site).filter(pk__in=[each.page_id for each in promotions])}
    pinned = []
    for each in promotions:
        page = pages.get(each.page_id)
        if page:
            pinned.append(Pinned(page.title, page.get_url(), each.description, page.pk))
        elif each.page_id is None:
            pinned.append(Pinned(each.title, each.url, each.description))
    return pinned
