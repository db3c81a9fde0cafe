"""What a card holds of the properties, under the names and units of today: a rename needs no page read again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.text import Truncator

from directory.models import SheetProperty
from directory.property_types import TYPES
from search.queries.properties import CHOICE, Property
from search.queries.taxonomy import Taxonomy
from search.results.named_records import Records, record_in

LONGEST_FACT = 120  # characters in a list

Card = Mapping[str, Any]


def facts(card: Card, taxonomy: Taxonomy, records: Records) -> tuple[tuple[str, str], ...]:
    """``(name, words)`` of what editors chose to show in lists."""
    shown = [(each.label, in_words(each, card, taxonomy, records)) for each in taxonomy.properties if each.is_listed]
    return tuple((label, Truncator(text).chars(LONGEST_FACT)) for label, text in shown if text)


def in_words(each: Property, card: Card, taxonomy: Taxonomy, records: Records) -> str:
    if each.type == CHOICE:
        return ", ".join(labels(each.vocabulary, card, taxonomy))
    if TYPES[each.type].target:
        record = record_in(each, card, records)
        return record.title if record else ""
    cell = cell_of(each, card)
    return each.shown(cell) if cell else ""


def labels(vocabulary: str, card: Card, taxonomy: Taxonomy) -> list[str]:
    """Of the terms of a page, those that still exist."""
    facet = taxonomy.by_code.get(vocabulary)
    if not facet:
        return []
    return [facet.by_code[code].label for code in card["terms"].get(vocabulary, ()) if code in facet.by_code]


def cell_of(each: Property, card: Card) -> Mapping[str, Any] | None:
    """None without a value, with one of another type, or when it names a record."""
    cell = card.get("properties", {}).get(each.code)
    if not cell or TYPES[each.type].target:
        return None
    is_same = cell["type"] == each.type or (cell["type"], each.type) in SheetProperty.HARMLESS
    return cell if is_same else None


def published(card: Card, taxonomy: Taxonomy, records: Records) -> dict[str, dict[str, Any]]:
    """For programs: every public value; those of choices are terms, a record is its title and its address."""
    values = [(each, _value(each, card, records)) for each in taxonomy.properties if each.type != CHOICE]
    return {
        each.code: {"label": each.label, "type": each.type, "unit": each.unit, "value": value}
        for each, value in values
        if value is not None
    }


def _value(each: Property, card: Card, records: Records) -> Any:
    if TYPES[each.type].target:
        record = record_in(each, card, records)
        return {"title": record.title, "url": record.url} if record else None
    cell = cell_of(each, card)
    return cell["value"] if cell else None
