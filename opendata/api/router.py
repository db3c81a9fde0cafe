"""The addresses of the content. Each list goes on by its « next »; each item has an address by its code."""

from typing import Annotated

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Path, Query, Router
from wagtail.models import Site

from catalog.models.former_codes import by_code
from centers.models import CenterPage
from opendata.api import answers, registers, sheets, words
from opendata.api.reading import MOST, USUAL, by_code_of, classes, listed, page_of_code, pages_of
from opendata.licence import licence_of
from sheets.models import SheetPage

router = Router()

Limit = Annotated[int, Query(USUAL, ge=1, le=MOST, description="Combien d’éléments, de 1 à 100.")]
Cursor = Annotated[str, Query("", max_length=200, description="La suite d’une liste : elle est dans « next ».")]
Code = Annotated[str, Path(max_length=80, description="Le code, qui ne change jamais.")]

REFUSALS = {422: answers.Problem, 429: answers.Problem}
OF_LISTS = {**REFUSALS, 503: answers.Problem}
OF_ITEMS = {404: answers.Problem, **REFUSALS}

FILTERS = {
    "q": "Des mots, compris comme dans la recherche.",
    "tri": "L’ordre : pertinence, ordre, titre ou date.",
    "acteur": "Le code d’une organisation.",
    "age": "Un âge en années, ou le code d’une tranche. Il peut être répété.",
    "secteur": "Le code d’un secteur. Comme lui, chaque vocabulaire qui filtre et chaque propriété qui filtre.",
}
FILTERED = {
    "parameters": [
        {"name": name, "in": "query", "required": False, "description": said, "schema": {"type": "string"}}
        for name, said in FILTERS.items()
    ]
}


def site_of(request):
    site = Site.find_for_request(request)
    if site is None:
        raise Http404(_("Aucun site ne répond à cette adresse."))
    return site


def _one(record, make, site):
    items = make([record], site) if record else []
    if not items:
        raise Http404(_("Rien de public n’a ce code."))
    return {"item": items[0], "license": licence_of(site)}


def give_list(on, path, records, make, shape, tag, summary):
    """A list and its items on the router ``on``, of records that have a code. Rooms above give theirs."""

    def list_them(request: HttpRequest, limit: Limit = USUAL, cursor: Cursor = ""):
        site = site_of(request)
        return listed(request, site, by_code_of(records(), cursor, limit), make)

    def give_one(request: HttpRequest, code: Code):
        return _one(by_code(records(), code), make, site_of(request))

    _routes(on, path, list_them, give_one, shape, tag, summary)


def _pages(path, base, make, shape, tag, summary):
    """The same of public pages, with the filters of the search page."""

    def list_them(request: HttpRequest, limit: Limit = USUAL, cursor: Cursor = ""):
        site = site_of(request)
        return listed(request, site, pages_of(request, site, classes(base), cursor, limit), make)

    def give_one(request: HttpRequest, code: Code):
        site = site_of(request)
        page = page_of_code(code, classes(base), site)
        return _one(page.pk if page else None, make, site)

    _routes(router, path, list_them, give_one, shape, tag, summary, FILTERED)


def _routes(on, path, list_them, give_one, shape, tag, summary, extra=None):
    said = {"tags": [tag], "operation_id": path, "summary": summary, "openapi_extra": extra}
    on.get(f"/{path}", response={200: answers.Listed[shape], **OF_LISTS}, url_name=path, **said)(list_them)
    one = {"tags": [tag], "operation_id": f"{path}_one", "summary": f"{summary} : un seul, par son code"}
    address = f"/{path}/{{slug:code}}"
    on.get(address, response={200: answers.One[shape], **OF_ITEMS}, url_name=f"{path}-one", **one)(give_one)


_pages("sheets", SheetPage, sheets.sheets, answers.Sheet, "Contenu", "Fiches, de tous les types")
_pages("centers", CenterPage, sheets.centers, answers.Center, "Contenu", "Centres sociaux")
for name, records, make, shape, tag, summary in (
    (
        "organizations",
        registers.actual_organizations,
        registers.organizations,
        answers.Organization,
        "Répertoires",
        "Organisations que les fiches nomment",
    ),
    ("schools", registers.actual_schools, registers.schools, answers.School, "Répertoires", "Écoles et collèges"),
    (
        "contacts",
        registers.public_functions,
        registers.functions,
        answers.Function,
        "Répertoires",
        "Fonctions que l’on peut appeler",
    ),
    ("vocabularies", words.public_vocabularies, words.vocabularies, answers.Vocabulary, "Mots", "Vocabulaires"),
    ("kinds", words.public_kinds, words.kinds, answers.Kind, "Mots", "Types de fiche"),
    ("properties", words.public_definitions, words.properties, answers.Property, "Mots", "Propriétés des fiches"),
):
    give_list(router, name, records, make, shape, tag, summary)
