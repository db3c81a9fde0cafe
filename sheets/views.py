"""Pages made of data about who does what."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe
from wagtail.models import Site

from directory.models import Organization
from sheets.who.functions import public_functions
from sheets.who.organizations import Actor

GONE = 410


@require_safe
def organization(request, code):
    found = get_object_or_404(Organization.objects.select_related("kind", "parent"), code=code)
    actor = Actor(found, Site.find_for_request(request))
    if not actor.is_public:
        raise Http404
    if not found.active:
        return render(request, "sheets/organization_gone.html", {"actor": actor}, status=GONE)
    return render(request, "sheets/organization.html", {"actor": actor})


@require_safe
def who_does_what(request):
    groups = public_functions(Site.find_for_request(request))
    return render(request, "sheets/who_does_what.html", {"groups": groups})
