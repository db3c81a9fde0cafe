"""Pages made of data: glossary, what changed, site map, robots."""

from collections import defaultdict

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from directory.models import GlossaryEntry
from home.lines import feed_items, month_links
from home.months import History
from portal.visibility import public_pages
from search.results.feeds import MOST_ITEMS, Channel
from sheets.models import empty_lists


@require_safe
def glossary(request):
    entries = GlossaryEntry.objects.filter(live=True).order_by("term")
    return render(request, "home/glossary.html", {"entries": entries})


@require_safe
def changes(request):
    """Of the latest month."""
    history = History(Site.find_for_request(request))
    return _changes_of(request, history, history.months[0] if history.months else None)


@require_safe
def changes_of(request, year, month):
    history = History(Site.find_for_request(request))
    asked = next((each for each in history.months if (each.year, each.month) == (year, month)), None)
    if asked is None:
        raise Http404
    return _changes_of(request, history, asked)


def _changes_of(request, history, month):
    page = history.page_of(month, request.GET.get("page")) if month else None
    context = {"month": month, "months": month_links(history.months, month), "changes": page}
    return render(request, "home/changes.html", context)


@require_safe
def changes_feed(request):
    site = Site.find_for_request(request)
    if site is None:
        raise Http404
    title, text = _("Ce qui a changé"), _("Les fiches nouvelles, mises à jour ou retirées.")
    channel = Channel(site.root_url, title, reverse("changes"), text, reverse("changes_feed"))
    return channel.response(feed_items(History(site).latest(MOST_ITEMS)))


@require_safe
def site_map(request):
    site = Site.find_for_request(request)
    pages = list(public_pages(site).exclude(pk__in=empty_lists(site)).order_by("path"))
    children = defaultdict(list)
    for page in pages:
        children[page.path[: -page.steplen]].append(page)

    def branch(page):
        return (page, [branch(child) for child in children[page.path]])

    tree = [branch(page) for page in pages[:1]]
    return render(request, "home/site_map.html", {"tree": tree})


@require_safe
def robots(request):
    sitemap = request.build_absolute_uri(reverse("sitemap"))
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /api/", f"Sitemap: {sitemap}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@require_safe
def favicon(request):
    """For those that ask without reading the page."""
    return redirect(static("portal/assets/favicon.svg"))
