"""The JSON twin of the search page, with the same parameters."""

from django.http import HttpRequest
from ninja import Router
from wagtail.models import Site

from portal.requests.visits import keep_out
from portal.text.languages import content_language
from search.queries.query import DECLINED, EXACT
from search.results.listing import Listing
from search.results.service import suggest as complete

router = Router(tags=["recherche"])

MOST_SUGGESTIONS = 8


@router.get("/search", url_name="search")
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


@router.get("/suggest", url_name="suggest")
def suggest(request: HttpRequest, q: str = ""):
    """Completions of the last word, in real words."""
    site = Site.find_for_request(request)
    suggestions = complete(q[:200], site, content_language(), limit=MOST_SUGGESTIONS) if site else []
    if not suggestions:
        keep_out()  # nothing to say, or no engine to say it
    return {"suggestions": suggestions}
