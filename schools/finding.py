"""From what somebody typed to the page that answers; the text itself goes no further than this module."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from directory.models import Quartier
from portal.text.letters import sort_key
from schools.matching import Matcher
from schools.models import School, Street


@dataclass(frozen=True)
class Destination:
    label: str
    detail: str
    url: str


@dataclass(frozen=True)
class Found:
    sure: Destination | None
    choices: list[Destination]


def find_places(text: str) -> Found:
    places = _places()
    match = Matcher(_names(places)).find(text)
    sure = None if match.sure is None else _destination(places[match.sure])
    return Found(sure, [_destination(places[key]) for key in match.choices])


def _places() -> dict:
    """By what tells them apart: parts of a street that lead to the same page are one."""
    quartiers = {("quartier", each.pk): each for each in Quartier.objects.all()}
    schools = School.objects.filter(organization__active=True).select_related("organization__quartier")
    streets = Street.objects.select_related("quartier", "school__organization").order_by("-name", "-first", "-side")
    return {
        **quartiers,
        **{("school", each.pk): each for each in schools},
        **{(sort_key(each.name)[0], each.quartier_id, each.school_id): each for each in streets},
    }


def _names(places: dict) -> Iterator[tuple]:
    for key, place in places.items():
        for name in _names_of(place):
            yield key, name


def _names_of(place) -> list[str]:
    if isinstance(place, School):
        return [place.organization.name, *place.organization.aliases]
    names = [place.name, *place.aliases]
    return [*names, *(f"quartier {name}" for name in names)] if isinstance(place, Quartier) else names


def _destination(place) -> Destination:
    if isinstance(place, Quartier):
        return Destination(place.name, _("Quartier"), place_url(place))
    if isinstance(place, School):
        return Destination(str(place), place.place_name, place_url(place))
    detail = _("Quartier %(name)s") % {"name": place.quartier} if place.quartier else str(place.school)
    url = place_url(place.quartier or place.school)
    return Destination(str(place), detail, f"{url}?{urlencode({'rue': place.code})}")


def place_url(place) -> str:
    return reverse("school" if isinstance(place, School) else "quartier", args=[place.code])
