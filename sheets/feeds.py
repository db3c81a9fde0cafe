"""RSS of a live list: the latest of its sheets, for those who follow it from elsewhere."""

from urllib.parse import urljoin

from django.http import HttpResponse
from django.utils.feedgenerator import Rss201rev2Feed
from wagtail.models import Page

from portal.admin.exports import without_controls
from portal.text.languages import content_language
from search.live_lists.listing import StoredListing

UNAVAILABLE = 503


def feed_response(listing: StoredListing, page, address: str) -> HttpResponse:
    if listing.degraded:  # titles alone know nothing of the conditions: readers ask again later
        return HttpResponse(status=UNAVAILABLE, headers={"Retry-After": "600"})
    root = listing.site.root_url
    feed = Rss201rev2Feed(
        without_controls(page.title),
        urljoin(root, page.get_url()),
        without_controls(page.lead or page.title),
        language=content_language(),
        feed_url=urljoin(root, address),
    )
    published = publication_dates(listing)
    for _hit, entry in listing.found.entries:
        link, day = urljoin(root, entry.url), published.get(entry.page_id)
        title, summary = (without_controls(text) for text in (entry.title, entry.card["summary"]))
        feed.add_item(title, link, summary, unique_id=link, pubdate=day)
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def publication_dates(listing):
    pages = Page.objects.filter(pk__in=[entry.page_id for _hit, entry in listing.found.entries])
    return dict(pages.values_list("pk", "first_published_at"))
