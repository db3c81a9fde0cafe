"""The search page and the short links."""

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from portal.requests.visits import keep_out
from portal.visibility import public_pages
from search.models import Entry
from search.results.coverage import Coverage
from search.results.export import AWAY, FORMATS, make_table
from search.results.feeds import FollowedListing, listing_feed
from search.results.listing import Listing
from search.results.missed import note_search
from search.understanding.numbers import has_house_number


@require_safe
def search(request):
    listing = Listing.from_request(request, path=reverse("search"))
    if has_house_number(request.GET.get("q", "")):
        # Where somebody lives stays in no address, no history and no log of another page.
        return HttpResponseRedirect(listing.url(listing.query))
    if listing.moved_to:
        return HttpResponseRedirect(listing.moved_to)
    note_search(request, listing)
    answer = render(request, "search/search.html", {"listing": listing})
    answer["X-Robots-Tag"] = "noindex, follow"
    return answer


@require_safe
def feed(request):
    """The same search for those who follow it: what was verified last comes first."""
    listing = Listing.from_request(request, path=reverse("search"))
    if has_house_number(request.GET.get("q", "")):
        return HttpResponseRedirect(listing.feed.url)
    followed = FollowedListing.of(listing)
    answer = listing_feed(followed, followed.channel)
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_safe
def export(request):
    """The whole list of a search as a file, for whoever asks; ``format`` is ``csv`` or ``xlsx``."""
    keep_out()
    make = FORMATS.get(request.GET.get("format", ""))
    if make is None:
        raise Http404
    listing = Listing.from_request(request, path=reverse("search"))
    table = make_table(listing, request)
    if table is None:
        return HttpResponse(AWAY, status=503, content_type="text/plain; charset=utf-8", headers={"Retry-After": "60"})
    return make(table)


@require_safe
def coverage(request):
    """What there is for which age in which sector: a hole is a cell without a local sheet."""
    table = Coverage(Site.find_for_request(request))
    if not table.groups:
        keep_out()
    return render(request, "search/coverage.html", {"coverage": table})


@require_safe
def short_link(request, code):
    """``/f/<code>`` leads to the page wherever it was moved; a page the public may not read does not answer."""
    pages = public_pages(Site.find_for_request(request))
    entry = Entry.objects.filter(code=code, page__in=pages).only("url").first()
    if entry is None:
        raise Http404
    return HttpResponseRedirect(entry.url)
