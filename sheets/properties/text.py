"""A property's value in words, for people: history, listings, exports."""

from directory.property_types import TYPES, load_cell
from sheets.properties.values import cells_of, records_of

NBSP = "\u00a0"


def property_text(values, prop):
    """Without asking who may read it: « 45,5 min », « 5 janvier 2027 », the title of a page; "" when there is none."""
    cell = cells_of(values).get(prop.code)
    return cell_text(prop, cell, records_of([cell])) if cell else ""


def cell_text(prop, cell, records):
    value, kind = load_cell(cell), TYPES[cell["t"]]
    if kind.target:
        value = records[cell["t"]].get(value)
        return "" if value is None else str(value)
    text = kind.text(value)
    return f"{text}{NBSP}{prop.unit}" if prop.unit and cell["t"] == "number" else text
