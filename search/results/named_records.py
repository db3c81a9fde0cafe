"""The records that properties of a list's pages name: read together, and only those that anyone may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from wagtail.documents import get_document_model
from wagtail.models import Site

from directory.models import Contact, SheetProperty
from directory.property_types import load_cell
from portal.visibility import public_pages
from search.models import Entry
from search.queries.properties import Property

PAGE, DOCUMENT, CONTACT = (
    str(name.value) for name in (SheetProperty.Type.PAGE, SheetProperty.Type.DOCUMENT, SheetProperty.Type.CONTACT)
)


@dataclass(frozen=True)
class Record:
    title: str
    url: str = ""


Records = Mapping[tuple[str, int], Record]


def records_of(cards: Iterable[Mapping[str, Any]], properties: Iterable[Property], site: Site) -> Records:
    """``{(type, primary key): Record}``: one query for each type that the cards name."""
    wanted = defaultdict(set)
    names = [each for each in properties if each.type in READERS]
    for card in cards:
        for each in names:
            key = record_key(each, card)
            if key:
                wanted[each.type].add(key[1])
    return {(name, pk): record for name, keys in wanted.items() for pk, record in READERS[name](keys, site)}


def record_key(each: Property, card: Mapping[str, Any]) -> tuple[str, int] | None:
    cell = card.get("properties", {}).get(each.code)
    if not cell or cell.get("type") != each.type:
        return None
    pk = load_cell({"t": each.type, "v": cell.get("value")})
    return (each.type, pk) if pk else None


def record_in(each: Property, card: Mapping[str, Any], records: Records) -> Record | None:
    """The record that a page names by this property, if anyone may see it."""
    key = record_key(each, card)
    return records.get(key) if key else None


def _pages(keys, site):
    entries = Entry.objects.filter(page__in=public_pages(site).filter(pk__in=keys))
    return ((entry.page_id, Record(entry.title, entry.url)) for entry in entries.only("page_id", "title", "url"))


def _documents(keys, site):
    """The page that names it is public: so is the document."""
    found = get_document_model().objects.filter(pk__in=keys)
    return ((document.pk, Record(document.title, document.url)) for document in found)


def _contacts(keys, site):
    return ((contact.pk, Record(contact.title)) for contact in Contact.objects.public().filter(pk__in=keys))


READERS = {PAGE: _pages, DOCUMENT: _documents, CONTACT: _contacts}
