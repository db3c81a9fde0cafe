"""Exports a spreadsheet cannot be tricked by: cells that begin like a formula are made plain text."""

import re

from django.contrib.admin.utils import label_for_field
from django.utils.text import capfirst

# Pasted text may hold them; neither XML nor a spreadsheet can.
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def without_controls(text):
    """One of them would keep the whole file from being made."""
    return CONTROLS.sub("", text)


def neutralize(value):
    """The value as plain text: an apostrophe before what a spreadsheet would run. Numbers are left alone."""
    if value == "-":  # how modeladmin writes that there is nothing
        return ""
    if isinstance(value, str):
        value = without_controls(value)
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    return value


class SafeExportMixin:
    """For Wagtail's export views (``SpreadsheetExportMixin``), CSV and XLSX alike."""

    def get_heading(self, queryset, field):
        """As the form says it: modeladmin would write « Montrer Le Titulaire Au Public »."""
        return capfirst(str(label_for_field(field, queryset.model)))

    def to_row_dict(self, item):
        row = super().to_row_dict(item)
        return type(row)((key, neutralize(_text(value))) for key, value in row.items())


def _text(value):
    if isinstance(value, list | tuple):
        return " ; ".join(map(str, value))
    return (
        value if value is None or isinstance(value, bool | int | float) or hasattr(value, "isoformat") else str(value)
    )
