"""The search page and the short links."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from portal.visibility import public_pages
from search.listing import Listing
from search.missed import note_search
from search.models import Entry


@require_safe
def search(request):
    listing = Listing.from_request(request, path=reverse("search"))
    note_search(request, listing)
    return render(request, "search/search.html", {"listing": listing})


@require_safe
def short_link(request, code):
    """``/f/<code>`` leads to the page wherever it was moved; a page the public may not read does not answer."""
    pages = public_pages(Site.find_for_request(request))
    entry = Entry.objects.filter(code=code, page__in=pages).only("url").first()
    if entry is None:
        raise Http404
    return HttpResponseRedirect(entry.url)
