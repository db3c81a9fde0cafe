"""From what somebody typed to the page that answers; the text itself goes no further than this module."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from directory.models import Quartier
from portal.cache.shared import shared_by_visits
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


class Register:
    """All that may be meant, by what tells it apart, and the matcher of their names."""

    def __init__(self) -> None:
        self.places = _places()
        self.matcher = Matcher((key, name) for key, place in self.places.items() for name in _names_of(place))

    def find(self, text: str) -> Found:
        match = self.matcher.find(text)
        sure = None if match.sure is None else destination(self.places[match.sure])
        return Found(sure, [destination(self.places[key]) for key in match.choices])


@shared_by_visits
def register() -> Register:
    return Register()


def find_places(text: str) -> Found:
    return register().find(text)


def _places() -> dict:
    """Parts of a street that lead to the same page are one."""
    quartiers = {("quartier", each.pk): each for each in Quartier.objects.select_related("center")}
    schools = School.objects.filter(organization__active=True).select_related(
        "organization__quartier__center", "center"
    )
    streets = Street.objects.select_related("quartier__center", "school__organization", "school__center")
    return {
        **quartiers,
        **{("school", each.pk): each for each in schools},
        **{
            (sort_key(each.name)[0], each.quartier_id, each.school_id): each
            for each in streets.order_by("-name", "-first", "-side")
        },
    }


def _names_of(place) -> list[str]:
    if isinstance(place, School):
        return [place.organization.name, *place.organization.aliases]
    names = [place.name, *place.aliases]
    return [*names, *(f"quartier {name}" for name in names)] if isinstance(place, Quartier) else names


def destination(place) -> Destination:
    if isinstance(place, Quartier):
        return Destination(place.name, _("Quartier"), place_url(place))
    if isinstance(place, School):
        return Destination(str(place), place.organization.place_name, place_url(place))
    detail = _("Quartier %(name)s") % {"name": place.quartier} if place.quartier else str(place.school)
    url = place_url(place.quartier or place.school)
    return Destination(str(place), detail, f"{url}?{urlencode({'rue': place.code})}")


def place_url(place) -> str:
    return reverse("school" if isinstance(place, School) else "quartier", args=[place.code])
