"""What the search says of a place that its words name: whose center it is, above the results."""

from __future__ import annotations

from django.utils.translation import gettext as _

from directory.models import Organization
from portal.cache.shared import shared_by_visits
from schools.finding import destination, register
from schools.models import School, Street
from schools.naming import PlaceNames
from search.results.direct import DirectAnswer


@shared_by_visits
def _names() -> PlaceNames:
    """A school is known by its bare name too: « michelet » is one, and no other place."""
    known = register()
    return PlaceNames(known.names, [(key, name) for key, name in known.names if known.is_of(School, key)])


def places_in(text: str) -> list[DirectAnswer]:
    key = _names().named_in(text)
    if key is None:
        return []
    place = register().place(key)
    found = destination(place)
    is_all = isinstance(place, Street) and register().matcher.find(text).sure == key
    return [DirectAnswer(found.label, found.url, _told(place, found.detail), _sectors(place), is_all)]


def _told(place, detail: str) -> str:
    center = _center(place)
    said = _("Son centre : %(center)s, à confirmer") % {"center": center} if center else ""
    return ". ".join(part for part in (detail, said) if part)


def _sectors(place) -> tuple[str, ...]:
    if isinstance(place, Street):
        where = place.quartier or place.school
        return _sectors(where) if where else ()
    if isinstance(place, School):
        return tuple(place.organization.sector_codes)
    return tuple(term.code for term in place.sectors.all() if not term.matches_all)


def _center(place) -> Organization | None:
    if isinstance(place, Street):
        return _center(place.quartier or place.school)
    return place.whose_center if isinstance(place, School) else place.center
