"""Entries: the search documents of public pages, kept in a table that every engine is built from."""

from __future__ import annotations

import logging
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from django.db import DatabaseError, transaction
from django.db.models import prefetch_related_objects
from wagtail.models import Page, Site

from catalog.properties import properties_read_once
from catalog.sectors import sector_vocabulary
from portal.pages import BasePage, page_models
from portal.requests.visits import as_of_now
from portal.text.ages import age_class, age_label
from portal.visibility import public_pages
from search.engines.contract import ACTOR, SearchDocument
from search.indexing.needs import Needs, load_needs
from search.models import Entry
from search.queries.properties import facets_of_page, numbers_of_page
from search.queries.taxonomy import NETWORK, Taxonomy, here_of, load_taxonomy
from search.queries.wording import away_in_words

logger = logging.getLogger(__name__)

# Raise it with any change of what a card or a document holds: « reindex --if-needed » then reads the pages again.
CARD_VERSION = 10

LATER = "numbers", "is_ordinary", "order", "is_away", "town"  # of a document: not in earlier releases

COLUMNS = [field.name for field in Entry._meta.concrete_fields if field.name not in ("id", "page")]

# From the beginning of a word only, and without going back: a picture pasted as text is one word of a million letters.
EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)+")
SPACES = re.compile(r"[ \t\r\f\v\u00a0]+")


def page_key(pk: int) -> str:
    return f"wagtailcore.page:{pk}"


def page_pk(key: str) -> int:
    return int(key.rpartition(":")[2])


def without_addresses(text: str) -> str:
    """E-mail addresses stand on the page they belong to, never in results or in indexed text."""
    return SPACES.sub(" ", EMAIL.sub("", text or "")).strip()


class Around(NamedTuple):
    """What documents of one site are made with besides their page, read once for many."""

    site: Site
    taxonomy: Taxonomy
    needs: Needs
    sectors: str  # the code of their vocabulary


def around(site: Site, taxonomy: Taxonomy, needs: Needs) -> Around:
    return Around(site, taxonomy, needs, sector_vocabulary(site))


def document_of(page: BasePage, given: Around) -> SearchDocument:
    terms, ages, values, town = page.search_terms(), page.search_ages(), page.search_values(), page.search_town()
    taxonomy, sectors = given.taxonomy, given.sectors
    boxes = {code: codes for code, codes in facets_of_page(values).items() if taxonomy.has_boxes(code)}
    counted = {**_with_places(terms, page, sectors), **_carried(terms, page, taxonomy, sectors)}
    quartiers = taxonomy.descriptions(sectors, terms)
    words = [
        *page.search_keywords(),
        town,
        *taxonomy.words(terms, ages),
        *quartiers,
        *given.needs.words(page.pk, terms),
    ]
    return SearchDocument(
        key=page_key(page.pk),
        title=page.title,
        body=without_addresses(page.search_text()),
        keywords=without_addresses(" ; ".join(dict.fromkeys(word for word in words if word))),
        facets=taxonomy.expand(page.kind_code, counted, ages) | boxes | here_of(town) | _named(page),
        date=page.search_date(),
        sort_title=page.title,
        locale=page.locale.language_code,
        site=given.site.pk,
        numbers=numbers_of_page(values),
        is_ordinary=page.is_ordinary,
        order=page.search_order(),
        is_away=town is not None,
        town=town or "",
    )


def _with_places(terms: dict, page: BasePage, sectors: str) -> dict:
    """What takes place in a sector counts there, and is no word of the page."""
    places = [code for _name, codes in page.search_places() for code in codes]
    return {**terms, sectors: list(dict.fromkeys([*terms.get(sectors, ()), *places]))} if places else terms


def _carried(terms: dict, page: BasePage, taxonomy: Taxonomy, sectors: str) -> dict:
    """What those who run it, or have it in their walls, carry; what is for the whole city is for all its networks."""
    whole = sectors in taxonomy.by_code and taxonomy.by_code[sectors].stands_for_all(terms.get(sectors, ()))
    carried = {}
    for facet in taxonomy.carried:
        own = [getattr(each, facet.carried_as) for each in page.search_hosts()]
        everywhere = whole and facet.carried_as == NETWORK
        carried[facet.code] = list(facet.by_code) if everywhere else [term.code for term in own if term]
    return carried


def _named(page: BasePage) -> dict[str, tuple[str, ...]]:
    actors = tuple(dict.fromkeys(each.code for each in page.search_actors()))
    return {ACTOR: actors} if actors else {}


def card_of(page: BasePage, taxonomy: Taxonomy) -> dict:
    card, ages = page.search_card(), page.search_ages()
    span = [ages.years[0], None if ages.and_more else ages.years[-1]] if ages and ages.years else None
    return {
        **card,
        "version": CARD_VERSION,
        "summary": without_addresses(card["summary"]),
        "type": page.kind_code,
        "terms": page.search_terms(),
        "tags": [*away_in_words(page.search_town()), *taxonomy.labels_in_lists(page.search_terms())],
        "places": page.search_places(),
        "ages": span,
        "age_label": age_label(ages),
        "age_class": age_class(ages),
    }


@as_of_now()
def refresh_entries(pks: Iterable[int], taxonomy: Taxonomy | None = None) -> set[str]:
    """Brings the entries of these pages in line with the pages: made, changed or removed.

    Returns the keys whose document is no longer the same: what the engines must be told.
    """
    pks, taxonomy = set(pks), taxonomy or load_taxonomy()
    Site.clear_site_root_paths_cache()  # addresses as of now: another process may have changed a site
    before = _digests(pks)
    try:
        with transaction.atomic():
            kept = _write_entries(pks, taxonomy)
    except DatabaseError:
        raise
    except Exception:
        # A page whose content is damaged must not keep the others out of search: one by one, without it.
        kept = {pk for pk in pks if _write_alone(pk, taxonomy)}
    Entry.objects.filter(page_id__in=pks - kept).delete()
    after = _digests(pks)
    return {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}


def _digests(pks: set[int]) -> dict[str, str]:
    return dict(Entry.objects.filter(page_id__in=pks).values_list("key", "digest"))


def _write_alone(pk: int, taxonomy: Taxonomy) -> bool:
    try:
        with transaction.atomic():
            return bool(_write_entries({pk}, taxonomy))
    except DatabaseError:
        raise
    except Exception:
        logger.exception("Recherche : la page %s est illisible, elle n’est pas indexée.", pk)
        return False


@properties_read_once()
def _write_entries(pks: set[int], taxonomy: Taxonomy) -> set[int]:
    wanted, needs = dict[int, dict](), load_needs()
    for site in Site.objects.select_related("root_page"):
        given = around(site, taxonomy, needs)
        wanted |= {page.pk: _entry_of(page, given) for page in _searchable_pages(site, pks)}
    _store(wanted)
    return set(wanted)


def _searchable_pages(site: Site, pks: set[int]) -> list[BasePage]:
    """Of those, the ones that this site shows, with all that their entries are made of: a query a table."""
    pages = [page for page in public_pages(site).filter(pk__in=pks).specific() if isinstance(page, BasePage)]
    of_class = defaultdict(list)
    for page in pages:
        of_class[type(page)].append(page)
    for model, found in of_class.items():
        prefetch_related_objects(found, *model.search_lookups())
    return [page for page in pages if page.is_searchable]


def _entry_of(page: BasePage, given: Around) -> dict:
    document = document_of(page, given)
    return {
        "page_id": page.pk,
        "key": document.key,
        "code": page.code,
        "type": page.kind_code,
        "title": page.title,
        "url": page.get_url() or "",
        "card": card_of(page, given.taxonomy),
        "document": to_json(document),
        "digest": document.digest,
        "locale": document.locale,
        "site": given.site.pk,
        "expires": page.expire_at,
    }


def _store(wanted: dict[int, dict]) -> None:
    """Much that is saved changes no entry: writing the same again would have every visitor's page asked again."""
    rows = Entry.objects.filter(page_id__in=wanted).values("page_id", *COLUMNS)
    stored = {row["page_id"]: row for row in rows}
    changed = [Entry(**values) for pk, values in wanted.items() if values != stored.get(pk)]
    Entry.objects.bulk_create(changed, update_conflicts=True, unique_fields=["page"], update_fields=COLUMNS)


def searchable_page_ids() -> list[int]:
    """Every page that has, or may have, an entry."""
    models = [model for model in page_models() if model.is_searchable]
    pages = Page.objects.type(*models).values_list("pk", flat=True)
    return sorted({*pages, *Entry.objects.values_list("page_id", flat=True)})


def to_json(document: SearchDocument) -> dict:
    return {
        "title": document.title,
        "body": document.body,
        "keywords": document.keywords,
        "facets": {name: list(codes) for name, codes in document.facets.items()},
        "date": document.date.isoformat() if document.date else None,
        "sort_title": document.sort_title,
        "numbers": dict(document.numbers),
        "is_ordinary": document.is_ordinary,
        "order": document.order,
        "is_away": document.is_away,
        "town": document.town,
    }


def from_entry(entry: Entry) -> SearchDocument:
    data = entry.document
    return SearchDocument(
        key=entry.key,
        title=data["title"],
        body=data["body"],
        keywords=data["keywords"],
        facets={name: tuple(codes) for name, codes in data["facets"].items()},
        date=date.fromisoformat(data["date"]) if data["date"] else None,
        sort_title=data["sort_title"],
        locale=entry.locale,
        site=entry.site,
        **{name: data[name] for name in LATER if name in data},
    )


def all_documents() -> Iterator[SearchDocument]:
    for entry in Entry.objects.order_by("pk").iterator(chunk_size=500):
        yield from_entry(entry)
