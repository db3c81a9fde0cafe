"""Results that editors put first: for these words, these pages, with their reason.

They are chosen in Wagtail's own screen (``search.admin.promotions``); words are compared as the search reads them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.models import Site

from portal.cache.shared import shared_by_visits
from portal.visibility import public_pages
from search.indexing.lexicon_source import city_lexicon
from search.text.analysis import Analyzer
from search.text.parsing import Item, ParsedQuery, Unit, parse


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


@shared_by_visits
def load_promotions() -> tuple[Promotion, ...]:
    """All of them, in the editors' order, by one query."""
    rows = SearchPromotion.objects.order_by("query_id", "sort_order", "pk").values_list(
        "query__query_string", "page_id", "external_link_url", "external_link_text", "description"
    )
    return tuple(Promotion(words, page, url, text or url, description) for words, page, url, text, description in rows)


def pinned_for(texts: Iterable[str], site: Site) -> list[Pinned]:
    """What stands first for the first of these texts that editors thought of."""
    promotions = load_promotions()
    if not promotions:
        return []
    analyzer = _analyzer()
    for text in texts:
        asked = parse(text, analyzer)
        chosen = [each for each in promotions if _mean_the_same(asked, parse(each.words, analyzer))]
        if chosen:
            return _public(chosen, site)
    return []


@shared_by_visits
def _analyzer() -> Analyzer:
    return Analyzer(city_lexicon())


def _mean_the_same(asked: ParsedQuery, wanted: ParsedQuery) -> bool:
    """The same words in any order, or words that the lexicon holds for the same."""
    return _pair_up(asked.items, wanted.items, _same_words) or _pair_up(asked.units, wanted.units, _same_thing)


def _pair_up(ones: Sequence, others: Sequence, are_equal: Callable) -> bool:
    """Each has its equal on the other side, and there is something to compare."""
    return 0 < len(ones) == len(others) and all(
        any(are_equal(left, right) for right in rights)
        for lefts, rights in ((ones, others), (others, ones))
        for left in lefts
    )


def _same_words(left: Item, right: Item) -> bool:
    return not set(left.tokens).isdisjoint(right.tokens)


def _same_thing(left: Unit, right: Unit) -> bool:
    return not _names(left).isdisjoint(_names(right)) or _pair_up(left.items, right.items, _same_words)


def _names(unit: Unit) -> set[str]:
    """What a unit as a whole is known by: one word of several is not it."""
    return {*unit.concepts, *(unit.items[0].tokens if len(unit.items) == 1 else ())}


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
