"""RSS: what a list shows, for those who follow it from elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urljoin

from django.http import HttpResponse
from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.translation import gettext
from wagtail.models import Page

from portal.admin.exports import without_controls
from portal.text.languages import content_language
from search.results.listing import Listing
from search.results.service import Found

UNAVAILABLE = 503
MOST_ITEMS = 50


@dataclass(frozen=True)
class Item:
    title: str
    link: str
    text: str
    date: datetime | None
    key: str = ""  # what readers know it by, its link if nothing


@dataclass(frozen=True)
class Channel:
    """Addresses are paths of the site; ``link`` is the page that people read instead, ``address`` the feed's own."""

    root: str
    title: str
    link: str
    text: str
    address: str

    def response(self, items: Iterable[Item]) -> HttpResponse:
        feed = Rss201rev2Feed(
            without_controls(self.title),
            urljoin(self.root, self.link),
            without_controls(self.text),
            language=content_language(),
            feed_url=urljoin(self.root, self.address),
        )
        for item in items:
            link, title, text = urljoin(self.root, item.link), without_controls(item.title), without_controls(item.text)
            key = urljoin(self.root, item.key or item.link)
            feed.add_item(title, link, text, unique_id=key, unique_id_is_permalink=key == link, pubdate=item.date)
        return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def listing_feed(listing: Listing, channel: Channel) -> HttpResponse:
    if listing.degraded:  # titles alone know nothing of the conditions: readers ask again later
        return HttpResponse(status=UNAVAILABLE, headers={"Retry-After": "600"})
    published = publication_dates(listing.found)
    return channel.response(
        Item(entry.title, entry.url, entry.card["summary"], published.get(entry.page_id))
        for _hit, entry in listing.found.entries
    )


def publication_dates(found: Found) -> dict[int, datetime | None]:
    pages = Page.objects.filter(pk__in=[entry.page_id for _hit, entry in found.entries])
    return dict(pages.values_list("pk", "first_published_at"))


class FollowedListing(Listing):
    """A search as its readers follow it: the latest of its pages, whatever page and order were asked."""

    size = MOST_ITEMS

    @classmethod
    def of(cls, listing: Listing) -> FollowedListing:
        latest = replace(listing.query, sort="date", page=1)
        return cls(latest, listing.taxonomy, listing.site, {}, listing.path, listing.locale)

    @property
    def channel(self) -> Channel:
        title = gettext("Recherche : %(search)s") % {"search": self.said}
        text = gettext("Les pages que trouve cette recherche, les dernières vérifiées d’abord.")
        read = self.url(replace(self.query, sort=""))
        return Channel(self.site.root_url, title, read, text, self.feed.url)
