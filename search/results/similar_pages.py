"""« Fiches proches »: the sheets that share most with one, as the search sees them."""

from __future__ import annotations

from collections.abc import Collection

from wagtail.models import Page, Site

from portal.reading.statements import Statement
from portal.requests.visits import keep_out
from search.engines.contract import Hit
from search.indexing.entries import from_entry
from search.models import Entry
from search.results.service import first_answer, hydrate

MOST_SIMILAR = 3
_entry_of = Statement(lambda key: Entry.objects.filter(page=key).defer("card"))
_SPARE = 4  # asked for beyond those shown: some are related sheets already, or no longer public


def similar_to(page: Page, site: Site, leave_out: Collection[int] = (), types: Collection[str] = ()) -> list[Entry]:
    """Entries of public pages, best first; none when no engine can answer. ``leave_out`` are pages shown already."""
    own = _entry_of(page.pk)
    if not own:
        return []
    limit = MOST_SIMILAR + _SPARE + len(leave_out)
    keys = first_answer("similar", from_entry(own[0]), limit=limit)
    if keys is None:
        keep_out()
        return []
    entries = [found for _hit, found in hydrate(tuple(Hit(key) for key in keys), site)]
    kept = [each for each in entries if each.page_id not in leave_out and (not types or each.type in types)]
    return kept[:MOST_SIMILAR]
