"""Pages about the data: what is given, what the API answers."""

from django.http import JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from opendata.api.explained import operations
from opendata.api.problems import NOT_FOUND
from opendata.licence import licence_of, settings_of


@require_safe
def home_of_api(request):
    """What a program that follows links begins with."""
    site = Site.find_for_request(request)
    root = site.root_url if site else ""
    lists = {each.name: root + each.path for each in operations() if "{" not in each.path}
    about = {"openapi": root + reverse("api:openapi-json"), "documentation": root + reverse("explained_api")}
    return JsonResponse({"lists": lists, **about, "license": licence_of(site) if site else None})


def nothing_here(request):
    return JsonResponse({"detail": NOT_FOUND.format(page=reverse("explained_api"))}, status=404)


@require_safe
def explained_api(request):
    site = Site.find_for_request(request)
    context = {
        "groups": _by_tag(operations()),
        "settings": settings_of(site),
        "root": site.root_url,
        "openapi": reverse("api:openapi-json"),
        "title": _("Nos données par programme"),
    }
    return render(request, "opendata/api.html", context)


def _by_tag(found):
    groups = {}
    for each in found:
        groups.setdefault(each.tag, []).append(each)
    return groups.items()
