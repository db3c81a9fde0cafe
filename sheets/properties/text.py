"""A property's value for people and for files, without asking who may read it: history, forms, editors' exports."""

from catalog.property_types import TYPES
from sheets.properties.values import cells_of, records_of, value_in


def property_text(values, prop):
    """« 45,5 min », « 5 janvier 2027 », the title of a page; "" when there is none."""
    kind, value = _read(values, prop)
    return "" if value is None else kind.words(value, prop.unit)


def property_cell(values, prop):
    kind, value = _read(values, prop)
    return "" if value is None else kind.cell_for_file(value)


def _read(values, prop):
    cell = cells_of(values).get(prop.code)
    return (TYPES[cell["t"]], value_in(cell, records_of([cell]))) if cell else (None, None)
