"""Cells: a value with its type, as pages store them. ``clean_cell`` is the only way in, from a form or a program."""

from collections.abc import Mapping
from typing import Any

from django import forms

from catalog.models import SheetProperty
from catalog.property_types.base import Cell
from catalog.property_types.table import TYPES


def form_field(prop: SheetProperty) -> forms.Field:
    """The form field of a property, a choice apart: that one is its vocabulary's."""
    return TYPES[prop.type].field(label=prop.heading, help_text=prop.help, required=prop.required)


def to_cell(prop: SheetProperty, value: Any) -> Cell | None:
    """A clean value as it is stored, or None when there is nothing."""
    return None if value in (None, "") else {"t": prop.type, "v": TYPES[prop.type].store(value)}


def clean_cell(prop: SheetProperty, raw: Any) -> Cell | None:
    """Any input as a stored cell, None when it is empty, or ``ValidationError`` in plain French."""
    return to_cell(prop, form_field(prop).clean(raw))


def load_cell(cell: Mapping[str, Any]) -> Any:
    """The value of a stored cell, or None when it cannot be read (an old revision, another tool)."""
    try:
        return TYPES[cell["t"]].load(cell["v"])
    except (ArithmeticError, KeyError, TypeError, ValueError):
        return None
