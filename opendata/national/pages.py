"""The public pages that structures and services are made of, read together."""

from datetime import date

from django.db.models import prefetch_related_objects

from centers.models import CenterPage
from events.models import EventPage
from opendata.api.reading import classes
from opendata.api.registers import met_among
from portal.visibility import public_pages
from search.models import Entry
from sheets.models import OrganizationLink, SheetPage

OF_CENTERS = ("opening_hours", "organization__kind__vocabulary")
OF_SHEETS = ("organization_links__organization__kind__vocabulary",)
READ = "page_id", "card__terms", "document__date", "document__is_away"


def sheet_classes():
    """Those that offer something; an event is a day."""
    return [model for model in classes(SheetPage) if not issubclass(model, EventPage)]


def services(keys, maker, site):
    """Of pages by their keys; those that are no service are left out."""
    made = [maker.service(page) for page in _read(public_pages(site).filter(pk__in=keys), SheetPage, OF_SHEETS)]
    return [each for each in made if each]


def structures(organizations, maker, site):
    """Of some organizations, those that visitors meet and that have a center or carry a sheet that is sent."""
    prefetch_related_objects(organizations, "kind__vocabulary")
    keys = met_among([each.pk for each in organizations], site)
    centers, days = _centers_of(keys, site), _days_of(keys, maker, site)
    made = []
    for each in organizations:
        center = centers.get(each.pk)
        if center or each.pk in days:
            made.append(maker.structure(each, center.search_date() if center else days[each.pk], center))
    return [each for each in made if each]


def _centers_of(keys, site):
    """``{key of an organization: its center}``."""
    own = CenterPage.objects.filter(organization__in=keys).values("pk")
    pages = _read(public_pages(site).filter(pk__in=own), CenterPage, OF_CENTERS)
    return {page.organization_id: page for page in pages}


def _days_of(keys, maker, site):
    """``{key of an organization: when a sheet that it carries was looked at last}``, without reading the sheets."""
    links = OrganizationLink.objects.filter(organization__in=keys, role=OrganizationLink.Role.OPERATOR)
    carried = links.values_list("page_id", "organization_id")
    public = public_pages(site).exact_type(*sheet_classes()).filter(pk__in=links.values("page"))
    rows = Entry.objects.filter(page__in=public).values_list(*READ)
    days = {page: day for page, terms, day, away in rows if maker.sends(terms, away)}
    found = {}
    for page, organization in carried:
        if page in days:
            found[organization] = max(days[page] or "", found.get(organization, ""))
    return {organization: date.fromisoformat(day) if day else None for organization, day in found.items()}


def _read(pages, base, lookups):
    found = [page for page in pages.specific().order_by("pk") if isinstance(page, base)]
    for model in {type(page) for page in found}:
        prefetch_related_objects([page for page in found if type(page) is model], *model.search_lookups(), *lookups)
    return found
