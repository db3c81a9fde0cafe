"""One search for everybody: the page, the index pages, the API. Falls back on titles when the engine cannot answer."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from django.conf import settings
from wagtail.models import Site

from catalog.sectors import sector_vocabulary
from portal.cache.shared import shared_by_visits
from portal.cache.sources import asked
from portal.reading.statements import Statement
from portal.visibility import public_pages
from search.engines.breaker import Resting
from search.engines.contract import EngineError, Hit, SearchRequest, SearchResult
from search.engines.registry import answering_engines, get_engine
from search.engines.scope import LARGEST_PAGE
from search.indexing.entries import page_key, page_pk
from search.indexing.sync import leave_out_expired
from search.models import Entry
from search.queries.query import Query, to_request
from search.queries.taxonomy import AGE, Taxonomy
from search.queries.understood import understood_in
from search.understanding.meaning import Meaning

logger = logging.getLogger(__name__)

PAGE_SIZE = 20


@dataclass(frozen=True)
class Found:
    """A result with the entries of its page of hits, in order."""

    result: SearchResult
    entries: tuple[tuple[Hit, Entry], ...]
    page: int
    pages: int
    degraded: bool = False  # titles only: no engine could answer
    is_copy: bool = False  # the chosen engine did not answer, a copy on this host did: perhaps some changes behind
    meanings: tuple[Meaning, ...] = ()  # what the words said of facets
    let_go: tuple[Meaning, ...] = ()  # those that left nothing, and were not asked for


class Answer(NamedTuple):
    result: SearchResult | None
    meanings: tuple[Meaning, ...]
    let_go: tuple[Meaning, ...]


def find(query: Query, taxonomy: Taxonomy, site: Site, locale: str, size: int = PAGE_SIZE, count: bool = True) -> Found:
    result, meanings, let_go = _answer(query, taxonomy, site, locale, size=size, count=count)
    if result is None:
        return _by_title(query, site, locale, size)
    pages = max(1, -(-result.total // size))
    if query.page > pages:
        return replace(find(replace(query, page=pages), taxonomy, site, locale, size, count), page=pages)
    is_copy = result.engine != settings.SEARCH_ENGINE
    return Found(result, hydrate(result.hits, site), query.page, pages, False, is_copy, meanings, let_go)


def _answer(query: Query, taxonomy: Taxonomy, site: Site, locale: str, **options) -> Answer:
    """What an engine answers, with what the words said of facets, and what of it had to be let go."""
    ask = partial(to_request, taxonomy=taxonomy, site=site.pk, locale=locale, without=leave_out_expired())
    meanings = understood(query, taxonomy, site)
    result = first_answer("search", ask(query, meanings=meanings, **options))
    if result is None or result.total or result.nothing_fits:
        return Answer(result, meanings, ())
    let_go = _in_the_way(query, meanings, partial(ask, size=0, count=False))
    if not let_go:
        return Answer(result, meanings, ())
    kept = tuple(_unless(each, let_go) for each in meanings)
    return Answer(first_answer("search", ask(query, meanings=kept, **options)), meanings, let_go)


def understood(query: Query, taxonomy: Taxonomy, site: Site) -> tuple[Meaning, ...]:
    if query.exact or not query.text:
        return ()
    return understood_in(query.text, taxonomy, sector_vocabulary(site), query.declined)


def _in_the_way(query: Query, meanings: tuple[Meaning, ...], ask: Callable[..., SearchRequest]) -> tuple[Meaning, ...]:
    """What words understood as filters leave nothing of the other words, whatever is ticked: a sector, then an age."""
    words = Query(query.text, declined=query.declined)
    let_go: tuple[Meaning, ...] = ()
    asked = sorted((each for each in meanings if each.codes), key=lambda each: each.facet == AGE)
    for facet in dict.fromkeys(each.facet for each in asked):
        result = first_answer("search", ask(words, meanings=tuple(_unless(each, let_go) for each in meanings)))
        if result is None or result.total:
            break
        let_go += tuple(each for each in asked if each.facet == facet)
    return let_go


def _unless(meaning: Meaning, let_go: tuple[Meaning, ...]) -> Meaning:
    return replace(meaning, codes=()) if meaning in let_go else meaning


def find_all(query: Query, taxonomy: Taxonomy, site: Site, locale: str, most: int) -> Iterator[Found]:
    """Page after page of what a query finds, without counts, up to ``most`` results."""
    page, pages = 1, 1
    while page <= min(pages, -(-most // LARGEST_PAGE)):
        found = find(replace(query, page=page), taxonomy, site, locale, LARGEST_PAGE, count=False)
        yield found
        page, pages = page + 1, found.pages


def count(query: Query, taxonomy: Taxonomy, site: Site, locale: str) -> int:
    """How many pages a query would find; 0 when no engine can answer."""
    options = {"site": site.pk, "locale": locale, "without": leave_out_expired()}
    meanings = understood(query, taxonomy, site)
    request = to_request(replace(query, page=1), taxonomy, size=0, count=False, meanings=meanings, **options)
    result = first_answer("search", request)
    return result.total if result else 0


def suggest(text: str, site: Site, locale: str, limit: int = 8) -> list[str]:
    """The text completed with words of public pages; nothing when no engine can answer."""
    without = leave_out_expired()
    return first_answer("suggest", text, locale=locale, site=site.pk, limit=limit, without=without) or []


def first_answer(method: str, *args, **kwargs):
    """Of the first engine that answers; ``None`` when none does. It is a source of the page under way."""
    return asked(partial(ask_engines, method, *args, **kwargs))


def ask_engines(method: str, *args, **kwargs):
    for name in answering_engines():
        try:
            return getattr(get_engine(name), method)(*args, **kwargs)
        except Resting:
            continue
        except EngineError as error:
            logger.error("Recherche : %s : %s", name, error)
    return None


def hydrate(hits: tuple[Hit, ...], site: Site) -> tuple[tuple[Hit, Entry], ...]:
    """Hits with their entries, by one query; a page that stopped being public meanwhile is left out."""
    keys = {page_pk(hit.key) for hit in hits}
    by_key = {entry.key: entry for entry in _public_entries(site, len(keys))(*keys)} if keys else {}
    return tuple((hit, by_key[hit.key]) for hit in hits if hit.key in by_key)


@shared_by_visits
def _public_entries(site: Site, count: int) -> Statement:
    entries = Entry.objects.defer("document")
    # The public pages among these only: SQLite would otherwise list all those of the site first.
    return Statement(lambda *keys: entries.filter(page__in=public_pages(site).filter(pk__in=keys)), count).made()


def _by_title(query: Query, site: Site, locale: str, size: int) -> Found:
    """Without an engine: titles that hold the words, no filters and no counts."""
    entries = Entry.objects.filter(page__in=public_pages(site), locale=locale).defer("document").order_by("title", "pk")
    for word in query.text.split()[:12]:
        entries = entries.filter(title__icontains=word)
    types = query.selections.get("type", ())
    if types:
        entries = entries.filter(type__in=types)
    total = entries.count()
    pages = max(1, -(-total // size))
    page = min(query.page, pages)
    shown = list(entries[(page - 1) * size : page * size])
    hits = tuple(Hit(page_key(entry.page_id)) for entry in shown)
    return Found(
        SearchResult(total, hits, {}, engine="titres"), tuple(zip(hits, shown, strict=True)), page, pages, True
    )


def counts_of(result: SearchResult, taxonomy: Taxonomy) -> Mapping[str, Mapping[str, int]]:
    """Counts by parameter: the branches of a tree are gathered under its code."""
    gathered: dict[str, dict[str, int]] = {}
    for facet in taxonomy.offered:
        gathered[facet.code] = {}
        for name in facet.engine_names:
            gathered[facet.code] |= result.counts.get(name, {})
    return gathered
