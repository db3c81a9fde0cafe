"""Pages about the data: what is given, what the API answers."""

from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from opendata.api.explained import operations
from opendata.api.problems import NOT_FOUND
from opendata.api.router import site_of
from opendata.dumps.folders import PACKAGE
from opendata.dumps.witness import current
from opendata.licence import licence_of, settings_of

TYPES = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
EXAMPLE = '<iframe src="{}?theme=sport" title="Le sport" width="100%" height="480" loading="lazy"></iframe>'


@require_safe
def home_of_api(request):
    """What a program that follows links begins with."""
    site = site_of(request)
    root = site.root_url
    lists = {each.name: root + each.path for each in operations() if "{" not in each.path}
    about = {"openapi": root + reverse("api:openapi-json"), "documentation": root + reverse("explained_api")}
    return JsonResponse({"lists": lists, **about, "license": licence_of(site)})


def nothing_here(request):
    return JsonResponse({"detail": NOT_FOUND.format(page=reverse("explained_api"))}, status=404)


@require_safe
def explained_api(request):
    site = site_of(request)
    context = {
        "groups": _by_tag(operations()),
        "settings": settings_of(site),
        "openapi": reverse("api:openapi-json"),
        "title": _("Nos données par programme"),
    }
    return render(request, "opendata/api.html", context)


def _by_tag(found):
    groups = {}
    for each in found:
        groups.setdefault(each.tag, []).append(each)
    return groups.items()


@require_safe
def open_data(request):
    """What is given, and how to take it."""
    site = site_of(request)
    files, may_be_given = current(site)
    context = {
        "files": files if may_be_given else None,
        "are_withdrawn": bool(files) and not may_be_given,
        "package": PACKAGE,
        "settings": settings_of(site),
        "example": EXAMPLE.format(site.root_url + reverse("embedded_search")),
        "title": _("Nos données ouvertes"),
    }
    return render(request, "opendata/open_data.html", context)


@require_safe
def dump_file(request, name):
    """One file of the set of today, whole; 410 for those that tell of something that was withdrawn since."""
    site = site_of(request)
    files, may_be_given = current(site)
    path = files.path(name) if files else None
    if path is None:
        raise Http404
    if not may_be_given:
        said = _(
            "Ces fichiers parlaient d’une page retirée depuis : ils ne sont plus donnés. De nouveaux se fabriquent."
        )
        return HttpResponse(said, status=410, content_type="text/plain; charset=utf-8")
    try:
        file = path.open("rb")
    except FileNotFoundError:  # a newer set has taken its place meanwhile
        raise Http404 from None
    answer = FileResponse(file, content_type=TYPES[path.suffix.lstrip(".")])
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = "no-cache"
    answer["Link"] = f'<{licence_of(site)["url"]}>; rel="license"'
    return answer
