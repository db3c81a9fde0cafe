"""The shapes of answers, as the OpenAPI document declares them."""

from __future__ import annotations

from datetime import date
from typing import Any, Generic, TypeVar

from ninja import Schema

T = TypeVar("T")


class Licence(Schema):
    name: str
    url: str


class Problem(Schema):
    """Why an answer is none, in plain French."""

    detail: str


class Listed(Schema, Generic[T]):
    """Some items, and the address of the next ones: ``null`` after the last."""

    items: list[T]
    next: str | None
    license: Licence


class One(Schema, Generic[T]):
    item: T
    license: Licence


class Ages(Schema):
    """Whole years, both included. ``max`` is null where nobody said an end; ``every``: whatever the age."""

    min: int | None
    max: int | None
    every: bool


class Audience(Schema):
    label: str
    age_min: int | None
    age_max: int | None
    publics: list[str]
    levels: list[str]
    note: str


class Part(Schema):
    """An organization and its part in a sheet; one that the register does not know has no code."""

    code: str | None
    name: str
    role: str
    detail: str


class Function(Schema):
    """A function, never who holds it; no e-mail address."""

    code: str
    title: str
    role: str
    organization: str
    organization_name: str
    sector: str | None
    phone: str


class DocumentOfSheet(Schema):
    label: str
    url: str
    year: int | None


class PropertyValue(Schema):
    label: str
    type: str
    unit: str
    value: Any


class Sheet(Schema):
    code: str
    kind: str
    url: str
    title: str
    summary: str
    easy_french: str
    text: str
    audiences: list[Audience]
    ages: Ages | None
    terms: dict[str, list[str]]
    organizations: list[Part]
    contacts: list[Function]
    documents: list[DocumentOfSheet]
    related: list[str]
    properties: dict[str, PropertyValue]
    elsewhere: str | None
    provenance: str
    reviewed_on: date | None
    updated_on: date | None


class Hours(Schema):
    weekday: int
    opens: str
    closes: str
    note: str


class ClosedDays(Schema):
    starts_on: date
    ends_on: date | None
    reason: str


class Position(Schema):
    """Degrees (WGS 84), never more exact than ``precision`` and ``radius`` (metres) say."""

    latitude: float
    longitude: float
    precision: str
    radius: int


class Organization(Schema):
    code: str
    name: str
    acronym: str
    kind: str | None
    url: str
    description: str
    parent: str | None
    network: str | None
    sectors: list[str]
    quartier: str | None
    territory: str
    address: str
    address_known_since: str
    phone: str
    website: str
    position: Position | None


class Center(Schema):
    code: str
    url: str
    title: str
    summary: str
    easy_french: str
    text: str
    organization: Organization | None
    terms: dict[str, list[str]]
    properties: dict[str, PropertyValue]
    hours_known: str
    hours: list[Hours]
    closures: list[ClosedDays]
    languages: list[str]
    contact: Function | None
    reviewed_on: date | None
    updated_on: date | None


class School(Schema):
    code: str
    uai: str | None
    name: str
    level: str
    label: str
    url: str
    organization: str
    center: str | None
    network: str | None
    sectors: list[str]
    quartier: str | None
    address: str
    phone: str
    source: str
    source_date: str


class Term(Schema):
    code: str
    label: str
    short_label: str
    parent: str | None
    introduction: str
    synonyms: list[str]
    matches_all: bool
    age_min: int | None
    age_max: int | None
    school_level: str


class Vocabulary(Schema):
    code: str
    label: str
    is_filter: bool
    is_tree: bool
    kinds: list[str]
    terms: list[Term]


class Kind(Schema):
    code: str
    name: str
    plural: str


class Property(Schema):
    code: str
    label: str
    type: str
    unit: str
    is_filter: bool
    is_sortable: bool
    vocabulary: str | None
    every_kind: bool
    kinds: list[str]
