"""The JSON twin of the search page, with the same parameters."""

from django.http import HttpRequest
from ninja import Router
from wagtail.models import Site

from portal.caching import keep_out
from search.indexing import drop_expired
from search.listing import Listing
from search.service import suggest as complete

router = Router(tags=["recherche"])

MOST_SUGGESTIONS = 8


@router.get("/search", url_name="search")
def search(request: HttpRequest):
    """Same parameters as ``/recherche/``; unknown ones are ignored."""
    listing = Listing.from_request(request, path="/recherche/")
    query, found = listing.query, listing.found
    return {
        "query": {
            "q": query.text,
            **{facet: list(codes) for facet, codes in query.selections.items() if codes},
            "tri": query.sort,
        },
        "total": listing.total,
        "page": found.page,
        "pages": found.pages,
        "corrected": listing.corrected,
        "pinned": [{"title": each.title, "url": each.url, "description": each.description} for each in listing.pinned],
        "results": [
            {
                "type": result.type,
                "title": result.title,
                "url": result.url,
                "summary": result.summary,
                "highlight": result.highlight,
                "terms": result.terms,
                "ages": result.ages,
            }
            for result in listing.results
        ],
        "facets": {view.code: [_value(value) for value in view.values.values()] for view in listing.facets},
        "engine": found.result.engine,
    }


def _value(value):
    return {
        "value": value.value,
        "label": value.label,
        "count": value.count,
        "selected": value.selected,
        "parent": value.parent,
    }


@router.get("/suggest", url_name="suggest")
def suggest(request: HttpRequest, q: str = ""):
    """Completions of the last word, in real words."""
    drop_expired()
    suggestions = complete(q[:200], Site.find_for_request(request), limit=MOST_SUGGESTIONS)
    if not suggestions:
        keep_out()  # nothing to say, or no engine to say it
    return {"suggestions": suggestions}
