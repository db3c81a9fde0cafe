"""From what somebody typed to the page that answers; the text itself goes no further than this module."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db.models import CharField, F, IntegerField, Value
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.translation import gettext as _

from directory.models import Quartier
from portal.cache.shared import shared_by_visits
from portal.text.letters import sort_key
from schools.matching import Matcher
from schools.models import School, Street

# What a destination says of a place, read with it.
READ_WITH = {
    Quartier: ("center",),
    School: ("organization__quartier__center", "center"),
    Street: ("quartier__center", "school__organization", "school__center"),
}
KINDS = {model._meta.model_name: model for model in READ_WITH}


@dataclass(frozen=True)
class Destination:
    label: str
    detail: str
    url: str


@dataclass(frozen=True)
class Found:
    sure: Destination | None
    choices: list[Destination]


class Row(NamedTuple):
    kind: str
    pk: int
    name: str
    aliases: list[str]
    quartier: int | None
    school: int | None

    @property
    def key(self) -> Hashable:
        """Parts of a street that lead to the same page are one."""
        if self.kind == Street._meta.model_name:
            return sort_key(self.name)[0], self.quartier, self.school
        return self.kind, self.pk

    @property
    def names(self) -> list[str]:
        names = [self.name, *self.aliases]
        return [*names, *(f"quartier {name}" for name in names)] if self.kind == Quartier._meta.model_name else names


class Register:
    """All that may be meant, with its names; records are read when one is found."""

    def __init__(self) -> None:
        rows = list(_rows())
        self.names = [(row.key, name) for row in rows for name in row.names]
        self.matcher = Matcher(self.names)
        self._records = {row.key: (KINDS[row.kind], row.pk) for row in reversed(rows)}

    def place(self, key: Hashable) -> Any:
        model, pk = self._records[key]
        return model._default_manager.select_related(*READ_WITH[model]).get(pk=pk)

    def is_of(self, model: type, key: Hashable) -> bool:
        return self._records[key][0] is model

    def find(self, text: str) -> Found:
        match = self.matcher.find(text)
        sure = None if match.sure is None else destination(self.place(match.sure))
        return Found(sure, [destination(self.place(key)) for key in match.choices])


@shared_by_visits
def register() -> Register:
    return Register()


def find_places(text: str) -> Found:
    return register().find(text)


def _rows() -> Iterator[Row]:
    """In one statement: each search by words asks it."""
    nothing = Cast(Value(None), output_field=IntegerField())  # PostgreSQL asks for a type
    schools = School.objects.filter(organization__active=True)
    parts = [
        _columns(Quartier.objects.all(), F("name"), F("aliases"), nothing, nothing),
        _columns(schools, F("organization__name"), F("organization__aliases"), nothing, nothing),
        _columns(Street.objects.all(), F("name"), F("aliases"), F("quartier_id"), F("school_id")),
    ]
    return (Row(*row) for row in parts[0].union(*parts[1:], all=True))


def _columns(records, *columns):
    kind = Value(records.model._meta.model_name, output_field=CharField())
    named = dict(zip(Row._fields, (kind, F("pk"), *columns), strict=True))
    told = {f"its_{name}": column for name, column in named.items()}
    return records.order_by().annotate(**told).values_list(*told)


def destination(place) -> Destination:
    if isinstance(place, Quartier):
        return Destination(place.name, _("Quartier"), place_url(place))
    if isinstance(place, School):
        return Destination(str(place), place.place_name, place_url(place))
    detail = _("Quartier %(name)s") % {"name": place.quartier} if place.quartier else str(place.school)
    url = place_url(place.quartier or place.school)
    return Destination(str(place), detail, f"{url}?{urlencode({'rue': place.code})}")


def addresses_of_schools(organizations=None) -> dict[int, str]:
    """By organization: see ``directory.addresses``."""
    asked = {} if organizations is None else {"organization__in": organizations}
    schools = School.objects.filter(organization__active=True, **asked)
    return {school.organization_id: place_url(school) for school in schools}


def place_url(place) -> str:
    return reverse("school" if isinstance(place, School) else "quartier", args=[place.code])
