"""What a card's properties say to visitors: values, and the records that they name, read together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import partial
from typing import Any

from wagtail.models import Site

from catalog.models import SheetProperty
from catalog.property_types import Cell, Records, load_cell, read_records
from portal.visibility import public_pages, public_records
from search.models import Entry
from search.queries.properties import Property

Card = Mapping[str, Any]


def records_of(cards: Iterable[Card], properties: Iterable[Property], site: Site) -> Records:
    """Those that anyone may see: one query for each type that the cards name."""
    references = [each for each in properties if not each.is_choice and each.kind.target]
    cells = [cell_of(each, card) for card in cards for each in references]
    read = partial(public_records, read_pages=partial(_entries, site))
    return read_records([cell for cell in cells if cell], read)


def _entries(site: Site, keys: Iterable[int]) -> dict[int, Entry]:
    """They know the addresses of pages, which are long to make."""
    entries = Entry.objects.filter(page__in=public_pages(site).filter(pk__in=keys))
    return {entry.page_id: entry for entry in entries.only("page_id", "title", "url")}


def public_value(each: Property, card: Card, records: Records) -> Any:
    """None without a value, or without one that anyone may see."""
    cell = cell_of(each, card)
    value = load_cell(cell) if cell else None
    return None if value is None else each.kind.public_value(value, records.get(each.type, {}))


def cell_of(each: Property, card: Card) -> Cell | None:
    """As the type of today; None without a value, or with one of another type."""
    cell = card.get("properties", {}).get(each.code)
    if not cell:
        return None
    is_same = cell.get("type") == each.type or (cell.get("type"), each.type) in SheetProperty.HARMLESS
    return {"t": each.type, "v": cell.get("value")} if is_same else None
