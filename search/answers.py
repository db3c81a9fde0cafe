"""What every page of results owes once it is answered: what must not be kept in a cache, and what was not found."""

from __future__ import annotations

import re

from django.http import HttpRequest, HttpResponse

from search.listing import Listing
from search.missed import record

_ROBOT = re.compile(r"bot|crawl|spider|slurp|preview|monitor|scan|curl|wget|python|java/|go-http|headless", re.I)


def finish(request: HttpRequest, response: HttpResponse, listing: Listing) -> HttpResponse:
    if listing.degraded or listing.found.is_copy or listing.found_nothing or not listing.total:
        response.uncacheable = True
    if listing.found_nothing and is_a_new_search(request):
        record(listing.text, [f"{facet}={code}" for facet, code in listing.chosen])
    return response


def is_a_new_search(request: HttpRequest) -> bool:
    """By a person, and not another page or another order of the same search."""
    agent = request.headers.get("User-Agent", "")
    return (
        request.method == "GET"
        and not {"page", "tri"} & request.GET.keys()
        and "prefetch" not in request.headers.get("Sec-Purpose", "")
        and bool(agent)
        and not _ROBOT.search(agent)
    )
