"""Sheets and centers as programs read them: what their public page shows, without its e-mail addresses."""

from collections import defaultdict

from django.db.models import prefetch_related_objects

from centers.models import CenterPage
from opendata.api.reading import addresses_of, specific
from opendata.api.registers import function_of, organization_of, read_organizations
from portal.visibility import public_pages
from search.indexing.entries import without_addresses
from search.queries.taxonomy import shared_taxonomy
from search.results.named_records import records_of
from search.results.property_lines import published
from sheets.models import SheetPage

OF_SHEETS = ("document_links__document", "document_links__reference__versions", "contact_links__contact__sector")
OF_CENTERS = ("opening_hours", "closures", "liaison__organization", "liaison__sector", "organization__sectors")


def sheets(keys, site):
    """The items of these pages, in a number of queries that does not depend on how many they are."""
    pages = specific(keys, site)
    _read(pages)
    around = _Around(pages, site)
    return [_sheet(page, around) for page in pages]


def centers(keys, site):
    pages = specific(keys, site)
    _read(pages)
    around = _Around(pages, site)
    read_organizations([page.organization for page in pages if page.organization_id], site)
    return [_center(page, around) for page in pages]


def _read(pages):
    of_class = defaultdict(list)
    for page in pages:
        of_class[type(page)].append(page)
    for model, found in of_class.items():
        more = ("sheet_links", *OF_SHEETS) if issubclass(model, SheetPage) else ()
        more += OF_CENTERS if issubclass(model, CenterPage) else ()
        prefetch_related_objects(found, *model.search_lookups(), *more)


class _Around:
    """What items are made with besides their page, read once for many."""

    def __init__(self, pages, site):
        self.site, self.taxonomy = site, shared_taxonomy()
        self.addresses = addresses_of([page.pk for page in pages])
        self.cards = {page.pk: page.search_card() for page in pages}
        self.records = records_of(self.cards.values(), self.taxonomy.properties, site)
        named = {link.related_id for page in pages if isinstance(page, SheetPage) for link in page.shown_links}
        self.codes = _codes_of(named, site)

    def common(self, page):
        card = {**self.cards[page.pk], "terms": page.search_terms()}
        return {
            "code": page.code,
            "url": self.site.root_url + (self.addresses.get(page.pk) or page.get_url() or ""),
            "title": page.title,
            "summary": without_addresses(page.lead),
            "text": without_addresses(page.search_text()),
            "terms": card["terms"],
            "properties": published(card, self.taxonomy, self.records),
            "reviewed_on": page.reviewed_on,
            "updated_on": page.last_published_at.date() if page.last_published_at else None,
        }


def _codes_of(keys, site):
    """``{key: code}`` of those of these pages that are public."""
    return {page.pk: page.code for page in public_pages(site).filter(pk__in=keys).specific(defer=True)} if keys else {}


def _sheet(page, around):
    ages, town = page.search_ages(), page.search_town()
    named = [around.codes.get(link.related_id) for link in page.shown_links]
    return {
        **around.common(page),
        "kind": page.kind_code,
        "easy_french": without_addresses(page.easy_french) if "facile" in page.sections else "",
        "audiences": [_audience(row) for row in page.audience_rows],
        "ages": _ages(ages),
        "organizations": [_part(link) for link in page.rows_of("organisations", "organization_links")],
        "contacts": [function_of(link.contact) for link in page.public_contacts],
        "documents": [_document(row, around.site) for row in page.shown_documents],
        "related": [code for code in named if code],
        "elsewhere": town,
        "provenance": without_addresses("\n".join(page.provenance_lines)),
    }


def _ages(ages):
    if ages is None:
        return None
    first, last = (ages.years[0], ages.years[-1]) if ages.years else (None, None)
    return {"min": first, "max": None if ages.and_more else last, "every": ages.every}


def _audience(row):
    return {
        "label": row.label,
        "age_min": row.age_min,
        "age_max": row.age_max,
        "publics": [term.code for term in row.publics.all() if not term.vocabulary.internal],
        "levels": [term.code for term in row.levels.all()],
        "note": "" if row.inferred else without_addresses(row.note),
    }


def _part(link):
    """What an organization that no longer exists is called stays; its code leads nowhere."""
    code = link.organization.code if link.organization_id and link.organization.active else None
    return {"code": code, "name": link.name, "role": link.role, "detail": without_addresses(link.detail)}


def _document(row, site):
    leads = row.reference.address if row.reference_id else row.href
    return {"label": row.name, "url": site.root_url + leads if leads.startswith("/") else leads, "year": row.year}


def _center(page, around):
    organization = page.organization if page.organization_id else None
    return {
        **around.common(page),
        "easy_french": without_addresses(page.easy_french),
        "organization": organization_of(organization, around.site) if organization else None,
        "hours_known": page.hours,
        "hours": [_hours(row) for row in page.opening_hours.all()] if page.hours == page.Hours.KNOWN else [],
        "closures": [_closure(row) for row in page.open_closures],
        "languages": page.languages,
        "contact": function_of(page.public_liaison) if page.public_liaison else None,
    }


def _hours(row):
    hours = {"opens": f"{row.opens:%H:%M}", "closes": f"{row.closes:%H:%M}"}
    return {"weekday": row.weekday, **hours, "note": without_addresses(row.note)}


def _closure(row):
    return {"starts_on": row.starts_on, "ends_on": row.ends_on, "reason": without_addresses(row.reason)}
