"""Pages made of data: glossary, what changed, site map, robots."""

from collections import defaultdict

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe
from wagtail.models import Site

from directory.models import GlossaryEntry
from home.changes import public_changes
from portal.visibility import public_pages
from sheets.models import empty_lists

MOST_CHANGES = 50


@require_safe
def glossary(request):
    entries = GlossaryEntry.objects.filter(live=True).order_by("term")
    return render(request, "home/glossary.html", {"entries": entries})


@require_safe
def changes(request):
    site = Site.find_for_request(request)
    return render(request, "home/changes.html", {"changes": public_changes(site, MOST_CHANGES)})


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
