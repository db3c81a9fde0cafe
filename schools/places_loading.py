"""Stores the lines of a file of places: all of them, or none, with the number of the line that cannot be kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from catalog.meant_vocabularies import network_vocabulary, structure_vocabulary
from catalog.models import Term
from catalog.models.former_codes import by_code
from catalog.sectors import sector_vocabulary
from directory.models import Organization, Quartier
from directory.models.quartiers import one_of_each_scheme, quartiers_by_name
from portal.text.letters import sort_key
from schools.models import School, Street
from schools.places_file import QUARTIER, SCHOOL, STREET, Line

SOURCE = {"source": "source", "date": "source_date"}


@transaction.atomic
def store_places(lines: list[Line]) -> int:
    stored: dict[Model, Line] = {}
    for line in lines:
        record = STORES[line.kind].find(line)
        if record.pk and record in stored:
            raise line.wrong(_("c’est le même lieu qu’à la ligne %(line)d.") % {"line": stored[record].number})
        STORES[line.kind].fill(record, line)
        stored[record] = line
    for record, line in stored.items():
        STORES[line.kind].link(record, line)
    return len(stored)


# Quartiers.


def find_quartier(line: Line) -> Quartier:
    return _by_code(Quartier, line) or quartiers_by_name().get(_folded(line["nom"])) or Quartier(code=line["code"])


def fill_quartier(quartier: Quartier, line: Line) -> None:
    quartier.name = line["nom"]
    _set(quartier, line, SOURCE)
    if "autres noms" in line:
        quartier.aliases = line.many("autres noms")
    _keep(quartier, line)
    if "secteurs" in line:
        quartier.sectors.set(_sectors(line))
    if "voisins" in line:
        quartier.neighbours.clear()


def link_quartier(quartier: Quartier, line: Line) -> None:
    """What it names among the organizations and the other quartiers, once all are there."""
    if "centre" in line:
        quartier.center = _organization(line, "centre")
        quartier.save()
    quartier.neighbours.add(*(_quartier(line, name) for name in line.many("voisins")))


# Schools.


def find_school(line: Line) -> School:
    named = line["organisation"] or line["nom"]
    organization = _among(Organization, named) or Organization(name=line["nom"], code=line["organisation"])
    stored = School.objects.filter(organization=organization).first() if organization.pk else None
    return stored or School(organization=organization, code=line["code"])


def fill_school(school: School, line: Line) -> None:
    _set(school, line, {**SOURCE, "uai": "uai", "niveau": "level", "identité remarquable": "label"})
    school.uai = school.uai or None
    if "centre" in line:
        school.center = _organization(line, "centre")
    _fill_organization(school.organization, line)
    school.organization = school.organization  # its key is known now
    _keep(school, line)


def _fill_organization(organization: Organization, line: Line) -> None:
    """What the line says of the school stays with its organization; an empty cell says nothing of it."""
    if organization.pk is None:
        kind = "college" if line["niveau"] == School.Level.COLLEGE else "ecole"
        organization.kind = _term(structure_vocabulary(), kind)
    organization.address = line["adresse"] or organization.address
    organization.aliases = line.many("autres noms") or organization.aliases
    organization.quartier = _quartier(line, line["quartier"]) if line["quartier"] else organization.quartier
    organization.network = _network(line) if line["réseau"] else organization.network
    _keep(organization, line)
    if line["secteurs"]:
        organization.sectors.set(_sectors(line))


# Streets.


def find_street(line: Line) -> Street:
    if line["code"]:
        return _by_code(Street, line) or Street(code=line["code"])
    part = {"side": line["côté"], "first": _number(line, "du"), "last": _number(line, "au")}
    same = [street for street in Street.objects.filter(**part) if _folded(street.name) == _folded(line["nom"])]
    return same[0] if same else Street(**part)


def fill_street(street: Street, line: Line) -> None:
    street.name = line["nom"]
    _set(street, line, {**SOURCE, "côté": "side"})
    street.first, street.last = _number(line, "du"), _number(line, "au")
    if "autres noms" in line:
        street.aliases = line.many("autres noms")
    street.quartier = _quartier(line, line["quartier"]) if line["quartier"] else None
    street.school = _school(line) if line["école"] else None
    _keep(street, line)


# What a line names.


def _organization(line: Line, column: str) -> Organization | None:
    return _named(line, column, _among(Organization, line[column])) if line[column] else None


def _quartier(line: Line, name: str) -> Quartier:
    found = by_code(Quartier.objects.all(), name) or quartiers_by_name().get(_folded(name))
    if not found:
        raise line.wrong(_("le quartier « %(name)s » n’existe pas.") % {"name": name})
    return found


def _school(line: Line) -> School:
    organization = _among(Organization, line["école"])
    return _named(line, "école", School.objects.filter(organization=organization).first() if organization else None)


def _network(line: Line) -> Term:
    return _named(line, "réseau", _term(network_vocabulary(), line["réseau"]))


def _term(vocabulary: str, code: str) -> Term | None:
    return by_code(Term.objects.filter(vocabulary__code=vocabulary).select_related("parent"), code, vocabulary)


def _named(line: Line, column: str, found: Any) -> Any:
    if not found:
        raise line.wrong(_("%(column)s « %(name)s » n’existe pas.") % {"column": column, "name": line[column]})
    return found


def _sectors(line: Line) -> list[Term]:
    codes = line.many("secteurs")
    found = {code: _term(sector_vocabulary(), code) for code in codes}
    terms = list(dict.fromkeys(term for term in found.values() if term))
    unknown = sorted(code for code, term in found.items() if term is None)
    if unknown:
        raise line.wrong(_("secteur « %(name)s » n’existe pas.") % {"name": unknown[0]})
    try:
        one_of_each_scheme(terms)
    except ValidationError as error:
        raise line.wrong(error.messages[0]) from None
    return terms


def _number(line: Line, column: str) -> int | None:
    if line[column] and not line[column].isdecimal():
        raise line.wrong(
            _("« %(column)s » est un numéro, pas « %(text)s ».") % {"column": column, "text": line[column]}
        )
    return int(line[column]) if line[column] else None


def _among(model: type[Model], name: str) -> Any:
    """By its code, or by its name as people write it when only one bears it."""
    named = [each for each in model.objects.all() if _folded(str(each)) == _folded(name)]  # type: ignore[attr-defined]
    found = by_code(model.objects.all(), name)  # type: ignore[attr-defined]
    return found or (named[0] if len(named) == 1 else None)


def _by_code(model: type[Model], line: Line) -> Any:
    return by_code(model.objects.all(), line["code"]) if line["code"] else None  # type: ignore[attr-defined]


def _folded(text: str) -> str:
    return sort_key(text)[0]


def _set(record: Model, line: Line, fields: dict[str, str]) -> None:
    for column, name in fields.items():
        if column in line:
            setattr(record, name, line[column])


def _keep(record: Model, line: Line) -> None:
    try:
        record.full_clean()
    except ValidationError as error:
        raise line.wrong(" ".join(error.messages)) from None
    record.save()


class Store(NamedTuple):
    find: Callable[[Line], Any]
    fill: Callable[[Any, Line], None]
    link: Callable[[Any, Line], None] = lambda record, line: None


STORES = {
    QUARTIER: Store(find_quartier, fill_quartier, link_quartier),
    SCHOOL: Store(find_school, fill_school),
    STREET: Store(find_street, fill_street),
}
