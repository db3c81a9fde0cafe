"""« Mon école, mon quartier, ma rue »: the box, and the pages that answer."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Site

from catalog.models.former_codes import by_code
from catalog.sectors import sector_vocabulary
from directory.models import Quartier
from portal.accounts.throttle import HOUR, Counted, Limit, first_refusal
from portal.requests.origins import is_foreign
from portal.security import client_address
from portal.visibility import public_pages
from schools.answers import Answer
from schools.finding import find_places
from schools.models import School, Street

ASKED = "lieu"
LONGEST = 120
PLACES = Limit("places", 60, HOUR, words=_("Plus de 60 recherches de lieu en une heure depuis votre connexion."))


@csrf_exempt  # no cookie, nothing written, nothing told that is not public: where it comes from is asked instead
@sensitive_post_parameters(ASKED)
@require_http_methods(["GET", "HEAD", "POST"])
def where(request):
    return _answer(request) if request.method == "POST" else _page(request)


@never_cache
@sensitive_variables("text")
def _answer(request):
    if is_foreign(request):
        return _page(request, {"is_foreign": True}, status=403)
    refused = first_refusal(request, [Counted(PLACES, client_address(request))])
    if refused:
        return refused
    text = request.POST.get(ASKED, "")[:LONGEST]
    found = find_places(text)
    if found.sure:
        return redirect(found.sure.url)
    return _page(request, {"asked": text, "found": found.choices, "is_asked": True})


def _page(request, context=(), status=200):
    places = {
        "asked": "",
        "quartiers": Quartier.objects.all(),
        "schools": School.objects.filter(organization__active=True).select_related("organization"),
    }
    return render(request, "schools/where.html", {**places, **dict(context)}, status=status)


@require_safe
def quartier(request, code):
    place = by_code(Quartier.objects.select_related("center"), code)
    if place is None:
        raise Http404
    if place.code != code:
        return redirect("quartier", place.code)
    return _answer_page(request, place, quartier__code=code)


@require_safe
def school(request, code):
    places = School.objects.select_related("center", "organization__quartier__center", "organization__network")
    place = get_object_or_404(places, code=code)
    if not place.organization.active:
        return render(request, "schools/gone.html", {"school": place}, status=410)
    return _answer_page(request, place, school=place)


def _answer_page(request, place, **of_street):
    site = Site.find_for_request(request)
    answer = Answer(place, public_pages(site), sector_vocabulary(site), _street(request, of_street))
    return render(request, "schools/answer.html", {"answer": answer})


def _street(request, of_place):
    """The one that somebody chose, when it leads here."""
    code = request.GET.get("rue", "").replace("\0", "")  # PostgreSQL takes none
    streets = Street.objects.select_related("school__organization__network")
    return streets.filter(code=code, **of_place).first() if code else None
