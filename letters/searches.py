"""A search that is followed, without anybody asking: read from its address, said in words, compared with a day."""

import re
from dataclasses import dataclass

from wagtail.models import Page, Site

from portal.visibility import public_pages
from search.results.listing import MOST_EXPORTED, Listing
from search.results.service import find_all

LONGEST = 500
ADDRESS_SIGNS = re.compile(r"(?<=\S)[.:/@\\]+(?=\S)")


@dataclass(frozen=True)
class Change:
    page: int
    title: str
    text: str
    path: str
    is_new: bool


class Away(Exception):
    """No engine answers: what is new cannot be told from what is not."""


def listing_of(search):
    """The listing of a query string."""
    return Listing.from_address(search, Site.objects.get(is_default_site=True))


def said_to_anybody(listing):
    """In words of which no program of mail makes a link: whoever is written to may not have asked."""
    return ADDRESS_SIGNS.sub(" ", listing.said)


def canonical(listing):
    """The query string to keep: the same search is the same text."""
    return listing.followed.removeprefix("?")


def changes_since(search, moment):
    """``[Change]`` of what the search finds that was published since, the new ones first. Raises ``Away``."""
    recent = dict(
        public_pages().filter(last_published_at__gt=moment).values_list("pk", "first_published_at").order_by()
    )
    if not recent:
        return []
    listing, found = listing_of(search), []
    for part in find_all(listing.query, listing.taxonomy, listing.site, listing.locale, MOST_EXPORTED):
        if part.degraded:
            raise Away
        found += [entry for _hit, entry in part.entries if entry.page_id in recent]
    urls = {page.pk: page.url for page in Page.objects.filter(pk__in=[entry.page_id for entry in found])}
    made = [
        Change(entry.page_id, entry.title, entry.card["summary"], urls[entry.page_id], _is_after(recent, entry, moment))
        for entry in found
        if entry.page_id in urls
    ]
    return sorted(made, key=lambda change: not change.is_new)


def _is_after(recent, entry, moment):
    """A page that came from elsewhere may not say when it was first public."""
    first = recent[entry.page_id]
    return first is not None and first > moment
