"""What a card holds of the properties, under the names and units of today: a rename needs no page read again."""

from __future__ import annotations

from typing import Any

from django.utils.text import Truncator

from catalog.property_types import Records
from search.queries.properties import Property
from search.queries.taxonomy import Taxonomy
from search.results.named_records import Card, public_value

LONGEST_FACT = 120  # characters in a list


def facts(card: Card, taxonomy: Taxonomy, records: Records) -> tuple[tuple[str, str], ...]:
    """``(name, words)`` of what editors chose to show in lists."""
    shown = [(each.label, in_words(each, card, taxonomy, records)) for each in taxonomy.properties if each.is_listed]
    return tuple((label, Truncator(text).chars(LONGEST_FACT)) for label, text in shown if text)


def in_words(each: Property, card: Card, taxonomy: Taxonomy, records: Records) -> str:
    if each.is_choice:
        return ", ".join(labels(each.vocabulary, card, taxonomy))
    value = public_value(each, card, records)
    return "" if value is None else each.kind.words(value, each.unit)


def labels(vocabulary: str, card: Card, taxonomy: Taxonomy) -> list[str]:
    """Of the terms of a page, those that still exist."""
    facet = taxonomy.by_code.get(vocabulary)
    if not facet:
        return []
    return [facet.by_code[code].label for code in card["terms"].get(vocabulary, ()) if code in facet.by_code]


def published(card: Card, taxonomy: Taxonomy, records: Records) -> dict[str, dict[str, Any]]:
    """For programs: every public value; those of choices are terms, a record is its title and its address."""
    values = [(each, public_value(each, card, records)) for each in taxonomy.properties if not each.is_choice]
    return {
        each.code: {"label": each.label, "type": each.type, "unit": each.unit, "value": each.kind.for_programs(value)}
        for each, value in values
        if value is not None
    }
