"""data·inclusion v1 by the API: its own models say the shape."""

from data_inclusion.schema.v1 import Service, Structure
from django.http import HttpRequest, JsonResponse
from ninja import Router

from directory.models import Organization
from opendata.api.answers import Listed
from opendata.api.reading import by_code_of, listed, pages_of
from opendata.api.router import OF_LISTS, USUAL, Cursor, Limit, site_of
from opendata.licence import settings_of
from opendata.national.making import Maker, as_json
from opendata.national.pages import services, sheet_classes, structures

router = Router(tags=["data·inclusion v1"])


def _made(make):
    def items(records, site):
        return [as_json(each) for each in make(records, Maker(site, settings_of(site)), site)]

    return items


@router.get(
    "/structures",
    response={200: Listed[Structure], **OF_LISTS},
    operation_id="structures",
    summary="Structures, selon data·inclusion",
    description="Les organisations qui ont un centre ou portent une fiche.",
)
def list_structures(request: HttpRequest, limit: Limit = USUAL, cursor: Cursor = ""):
    some = by_code_of(Organization.objects.filter(active=True), cursor, limit)
    return JsonResponse(listed(request, site_of(request), some, _made(structures)))


@router.get(
    "/services",
    response={200: Listed[Service], **OF_LISTS},
    operation_id="services",
    summary="Services, selon data·inclusion",
    description="Les fiches que porte une organisation du répertoire, sauf celles d’autres villes ou finies.",
)
def list_services(request: HttpRequest, limit: Limit = USUAL, cursor: Cursor = ""):
    site = site_of(request)
    return JsonResponse(listed(request, site, pages_of(request, site, sheet_classes(), cursor, limit), _made(services)))
