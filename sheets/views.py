"""Pages made of data: who does what, what somebody keeps."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.models import Site

from catalog.models.former_codes import by_code
from directory.addresses import addresses_elsewhere
from directory.models import Organization
from portal.qr import draw_qr
from portal.requests.visits import keep_out
from sheets.shortlist.asked import MOST, PARAMETER, codes_in
from sheets.shortlist.reading import read_shortlist
from sheets.twins.beside import pair_of
from sheets.who.functions import public_functions
from sheets.who.organizations import Actor

GONE = 410


@require_safe
def organization(request, code):
    found = by_code(Organization.objects.select_related("kind", "parent"), code)
    if found is None:
        raise Http404
    if found.code != code:
        return redirect("organization", found.code)  # until tomorrow its merge may be undone
    actor = Actor(found, Site.find_for_request(request))
    if not actor.is_public:
        raise Http404
    if not found.active:
        return render(request, "sheets/organization_gone.html", {"actor": actor}, status=GONE)
    elsewhere = addresses_elsewhere([found.pk])
    if elsewhere:
        return redirect(elsewhere[found.pk], permanent=True)
    return render(request, "sheets/organization.html", {"actor": actor})


@require_safe
def who_does_what(request):
    groups = public_functions(Site.find_for_request(request))
    return render(request, "sheets/who_does_what.html", {"groups": groups})


@require_safe
def beside(request, code):
    """Two twins side by side, from either."""
    pair = pair_of(code, Site.find_for_request(request))
    if pair is None:
        raise Http404
    return render(request, "sheets/beside.html", {"pair": pair})


@require_safe
def shortlist(request):
    """What somebody keeps is nobody else's: the answer is not kept, nor is anything written."""
    keep_out()
    site = Site.find_for_request(request)
    found = read_shortlist(codes_in(request.GET.getlist(PARAMETER)), site)
    address = site.root_url + found.address
    context = {
        "shortlist": found,
        "most": MOST,
        "address": address,
        "qr": draw_qr(address, _("Code QR vers cette liste")),
        "names_lead": True,  # each of its pages is everybody's
    }
    return render(request, "sheets/shortlist.html", context)
