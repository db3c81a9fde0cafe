"""What the templates of a faceted listing show: plain values, ready to print."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    current: bool = False
    rel: str = ""


@dataclass(frozen=True)
class Drop:
    label: str
    context: str
    count: int
    url: str


@dataclass(frozen=True)
class Value:
    value: str
    label: str
    count: int
    selected: bool
    disabled: bool
    depth: int = 0
    parent: str | None = None


@dataclass(frozen=True)
class FacetView:
    code: str
    label: str
    help: str
    groups: list[tuple[str, list[Value]]]
    values: Mapping[str, Value]  # all of them, by code
    is_age: bool = False
    exact_age: str = ""


@dataclass(frozen=True)
class Result:
    title: str
    url: str
    type: str
    summary: str
    highlight: str
    meta: list[str]
    number: str
    tint: str
    age_label: str
    age_class: str
    terms: Mapping[str, list[str]]
    ages: list[int] | None
    tags: tuple[str, ...] = ()
