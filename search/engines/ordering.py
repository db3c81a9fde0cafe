"""Columns that engines sort by: one text per order, without ties, whose order is the one readers expect."""

from __future__ import annotations

from datetime import date

from search.engines.contract import SearchDocument
from search.text.french import clean, fold

# Between the parts of a composite value: lower than any letter, so composites sort as their parts do, one by one.
TAB = "\t"

# Beyond these two scores differ by the order of additions only: pages so near each other are in the order of titles.
SCORE_DIGITS = 3

_UNDATED = 99_999_999
_LONGEST_SORT_TITLE = 200
_LONGEST_ORDER = 255


def scope_of(locale: str, site: int) -> str:
    return f"{clean(locale)}/{site}"


def title_order(document: SearchDocument) -> str:
    title = " ".join(fold(clean(document.sort_title or document.title)).split())
    return f"{title[:_LONGEST_SORT_TITLE]}{TAB}{document.key}"


def site_order(document: SearchDocument) -> str:
    place = " ".join(clean(document.order).split())[:_LONGEST_ORDER]
    return f"{int(document.is_ordinary)}{TAB}{place}{TAB}{title_order(document)}"


def date_order(day: date | None, key: str) -> str:
    """Ascending order of this text is newest first, undated last."""
    number = _UNDATED - int(day.strftime("%Y%m%d")) if day else _UNDATED
    return f"{number:08d}{TAB}{key}"


def key_of(order: str) -> str:
    return order.rpartition(TAB)[2]
