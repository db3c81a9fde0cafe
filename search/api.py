"""The JSON twin of the search page, with the same parameters."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router, Schema
from wagtail.models import Site

from portal.requests.visits import keep_out
from portal.text.languages import content_language
from search.queries.query import DECLINED, EXACT
from search.results.listing import Listing
from search.results.service import suggest as complete

router = Router(tags=["Recherche"])

MOST_SUGGESTIONS = 8


class Meant(Schema):
    facet: str
    value: str
    words: str


class PinnedPage(Schema):
    title: str
    url: str
    description: str


class Answered(Schema):
    title: str
    url: str
    text: str


class FoundPage(Schema):
    type: str
    title: str
    url: str
    summary: str
    highlight: str
    terms: dict[str, list[str]]
    ages: tuple[int, int | None] | None
    properties: dict[str, dict[str, Any]]


class FacetValue(Schema):
    value: str
    label: str
    count: int
    selected: bool
    parent: str | None


class RangeOfNumbers(Schema):
    label: str
    unit: str
    type: str
    min: float | str | None
    max: float | str | None
    selected: list[float | str | None]


class SearchAnswer(Schema):
    query: dict[str, Any]
    total: int
    page: int
    pages: int
    corrected: str | None
    suggested: str | None
    understood: list[Meant]
    missing: list[str]
    nothing_fits: bool
    pinned: list[PinnedPage]
    answers: list[Answered]
    results: list[FoundPage]
    facets: dict[str, list[FacetValue]]
    ranges: dict[str, RangeOfNumbers]
    engine: str


class Suggestions(Schema):
    suggestions: list[str]


class Refusal(Schema):
    detail: str


REFUSALS = {422: Refusal, 429: Refusal}
ASKED = {
    "q": "Des mots.",
    "tri": "L’ordre : pertinence, ordre, titre ou date.",
    "page": "Le numéro d’une page de 20 résultats.",
    "type": "Le code d’un type de fiche. Comme lui, chaque vocabulaire qui filtre et chaque propriété qui filtre.",
}
PARAMETERS = {
    "parameters": [
        {"name": name, "in": "query", "required": False, "description": said, "schema": {"type": "string"}}
        for name, said in ASKED.items()
    ]
}


@router.get(
    "/search",
    url_name="search",
    response={200: SearchAnswer, **REFUSALS},
    operation_id="search",
    summary="Ce que trouve la recherche",
    description="Les paramètres de « /recherche/ ». Ceux qu’elle ne connaît pas sont ignorés.",
    openapi_extra=PARAMETERS,
)
def search(request: HttpRequest):
    """Same parameters as ``/recherche/``; unknown ones are ignored."""
    listing = Listing.from_request(request, path="/recherche/")
    return {
        "query": _asked(listing.query),
        "total": listing.total,
        "page": listing.found.page,
        "pages": listing.found.pages,
        **_understanding(listing),
        "pinned": [{"title": each.title, "url": each.url, "description": each.description} for each in listing.pinned],
        "answers": [{"title": each.title, "url": each.url, "text": each.text} for each in listing.answers],
        "results": [_result(result) for result in listing.results],
        "facets": {view.code: [_value(value) for value in view.values.values()] for view in listing.filtering.facets},
        "ranges": {view.code: _range(view) for view in listing.filtering.ranges},
        "engine": listing.found.result.engine,
    }


def _asked(query):
    return {
        "q": query.text,
        **{facet: list(codes) for facet, codes in query.selections.items() if codes},
        **{name: value for each in query.ranges for name, value in each.items()},
        **({DECLINED: list(query.declined)} if query.declined else {}),
        **({EXACT: "1"} if query.exact else {}),
        "tri": query.sort,
    }


def _understanding(listing):
    """What was made of the words, and which of them nothing here answers."""
    understood = [
        {"facet": each.facet, "value": code, "words": each.words} for each in listing.understood for code in each.codes
    ]
    return {
        "corrected": listing.corrected,
        "suggested": listing.found.result.suggested,
        "understood": understood,
        "missing": list(listing.missing),
        "nothing_fits": listing.nothing_fits,
    }


def _result(result):
    return {
        "type": result.type,
        "title": result.title,
        "url": result.url,
        "summary": result.summary,
        "highlight": result.highlight,
        "terms": result.terms,
        "ages": result.ages,
        "properties": result.properties,
    }


def _value(value):
    return {
        "value": value.value,
        "label": value.label,
        "count": value.count,
        "selected": value.selected,
        "parent": value.parent,
    }


def _range(view):
    column, selected = view.column, view.selected
    least, greatest = (_end(column, end) for end in view.span or (None, None))
    return {
        "label": column.label,
        "unit": column.unit,
        "type": column.type,
        "min": least,
        "max": greatest,
        "selected": [_end(column, selected.least), _end(column, selected.greatest)],
    }


def _end(column, number):
    """A date as it is written in addresses, a number as a number."""
    return column.write(number) if column.is_date and number is not None else number


@router.get(
    "/suggest",
    url_name="suggest",
    response={200: Suggestions, **REFUSALS},
    operation_id="suggest",
    summary="Des mots complétés",
    description="Le dernier mot complété, en mots de nos pages.",
)
def suggest(request: HttpRequest, q: Annotated[str, Query("", description="Le début de ce que l’on cherche.")] = ""):
    """Completions of the last word, in real words."""
    site = Site.find_for_request(request)
    suggestions = complete(q[:200], site, content_language(), limit=MOST_SUGGESTIONS) if site else []
    if not suggestions:
        keep_out()  # nothing to say, or no engine to say it
    return {"suggestions": suggestions}
