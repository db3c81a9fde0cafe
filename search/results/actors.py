"""The organizations that public pages name, as lists offer them: their codes are those that the index knows."""

from __future__ import annotations

from functools import partial

from wagtail.models import Site

from directory.models import Organization
from portal.cache.shared import shared_by_visits
from portal.cache.sources import asked
from portal.text.letters import sort_key
from search.engines.contract import ACTOR, SearchRequest
from search.indexing.sync import leave_out_expired
from search.queries.taxonomy import Taxonomy, TermRow, shared_taxonomy
from search.results.service import ask_engines


class _Unknown(Exception):
    """No engine answers, or the index is still empty: nothing to share with the next visit."""


def taxonomy_of_lists(site: Site, locale: str) -> Taxonomy:
    try:
        return _with_actors(site, locale)
    except _Unknown:
        return shared_taxonomy()


@shared_by_visits
def _with_actors(site: Site, locale: str) -> Taxonomy:
    codes = asked(partial(_named_codes, site.pk, locale, leave_out_expired()))
    if codes is None:
        raise _Unknown
    named = Organization.objects.filter(active=True, code__in=codes).values_list("code", "name")
    rows = [TermRow(code, name) for code, name in named]
    return shared_taxonomy().with_actors(sorted(rows, key=lambda row: sort_key(row.label)))


def _named_codes(site: int, locale: str, without: tuple[str, ...]) -> tuple[str, ...] | None:
    """Codes and no counts: what a page is made from stays the same while the same organizations are named."""
    request = SearchRequest(size=0, facets=(ACTOR,), site=site, locale=locale, without=without)
    result = ask_engines("search", request)
    return tuple(sorted(result.counts[ACTOR])) if result and result.total else None
