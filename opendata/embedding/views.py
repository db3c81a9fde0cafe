"""Frames of searches, of live lists and of sheets, and what tells other sites how to show a sheet."""

from urllib.parse import urlsplit

from django.http import Http404, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from opendata.api.reading import classes, page_of_code
from opendata.api.router import site_of
from opendata.embedding.frames import framed
from opendata.licence import settings_of
from portal.visibility import public_pages
from search.live_lists.blocks import listing_of
from search.models import Entry
from search.results.listing import Listing
from search.understanding.numbers import has_house_number
from sheets.models import CollectionPage, SheetPage

WIDTH, HEIGHT, LOWEST = 640, 320, 120
NOT_IMPLEMENTED = 501


@framed
def search(request):
    listing = Listing.from_request(request, path=reverse("embedded_search"))
    if has_house_number(request.GET.get("q", "")):
        return HttpResponseRedirect(listing.url(listing.query))
    whole = f"{reverse('search')}?{listing.query.query_string()}".rstrip("?")
    return _listing(request, listing, listing.said, whole)


@framed
def live_list(request, code):
    page = page_of_code(code, [CollectionPage], Site.find_for_request(request))
    if page is None or page.stored is None:
        raise Http404
    return _listing(request, listing_of(page.stored, request), page.title, page.get_url())


def _listing(request, listing, title, whole):
    context = {"listing": listing, "title": title, "whole": whole}
    return render(request, "opendata/embedded/listing.html", context)


@framed
def sheet(request, code):
    page = page_of_code(code, classes(SheetPage), Site.find_for_request(request))
    if page is None:
        raise Http404
    return render(request, "opendata/embedded/sheet.html", {"page": page, "title": page.title})


@require_safe
def oembed(request):
    """https://oembed.com: of a sheet by its address, a frame where the city lets sites show it, else a link."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse(_("Seul le format « json » est donné."), status=NOT_IMPLEMENTED, content_type="text/plain")
    site = site_of(request)
    page = _sheet_at(request.GET.get("url", ""), site)
    if page is None:
        raise Http404
    answer = {"version": "1.0", "type": "link", "title": page.title, **_provider(site)}
    if settings_of(site).embedding_sites:
        answer |= {"type": "rich", **_frame(page, site, request)}
    response = JsonResponse(answer)
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _provider(site):
    return {"provider_name": site.site_name or site.hostname, "provider_url": site.root_url}


def _frame(page, site, request):
    width, height = (_at_most(request.GET.get(name, ""), usual) for name, usual in _SIZES)
    address = site.root_url + reverse("embedded_sheet", args=[page.code])
    frame = '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>'
    return {"html": format_html(frame, address, page.title, width, height), "width": width, "height": height}


_SIZES = ("maxwidth", WIDTH), ("maxheight", HEIGHT)


def _at_most(text, usual):
    asked = int(text) if text.isascii() and text.isdigit() and len(text) < 6 else usual
    return max(LOWEST, min(asked, usual))


def _sheet_at(address, site):
    """The public sheet at an address of this site, by its page or by its short link."""
    try:
        parts, own = urlsplit(address), urlsplit(site.root_url)
    except ValueError:
        return None
    if parts.netloc != own.netloc or "\0" in parts.path:
        return None
    path = parts.path if parts.path.endswith("/") else f"{parts.path}/"
    entries = Entry.objects.filter(page__in=public_pages(site))
    entry = entries.filter(**_asked(path)).first()
    return page_of_code(entry.code, classes(SheetPage), site) if entry else None


def _asked(path):
    try:
        match = resolve(path)
    except Resolver404:
        return {"url": path}
    return {"code": match.kwargs["code"]} if match.url_name == "short_link" else {"url": path}
