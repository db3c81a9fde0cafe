"""Values of properties as they are stored: ``{code: {"t": type, "v": value}}``, and read without trusting them."""

from catalog.property_types import TYPES, load_cell, read_records


def cells_of(values):
    """The well-formed cells: a damaged one, from an old revision or another tool, is passed over."""
    if not isinstance(values, dict):
        return {}
    return {code: cell for code, cell in values.items() if _is_cell(cell)}


def _is_cell(cell):
    return (
        isinstance(cell, dict) and isinstance(cell.get("t"), str) and cell["t"] in TYPES and load_cell(cell) is not None
    )


def damaged_codes(values):
    """Codes whose value cannot be read; ``[""]`` when the whole column cannot."""
    if not isinstance(values, dict):
        return [""] if values else []
    return [code for code, cell in values.items() if not _is_cell(cell)]


def load_values(values):
    """``{code: value}`` for a form: a record where the cell names one, nothing when it is gone. One query per model."""
    cells = cells_of(values)
    records = records_of(cells.values())
    loaded = {}
    for code, cell in cells.items():
        value = value_in(cell, records)
        if value is not None:
            loaded[code] = value
    return loaded


def value_in(cell, records):
    """A record in place of its key, None when it is gone."""
    value = load_cell(cell)
    return records[cell["t"]].get(value) if TYPES[cell["t"]].target else value


def records_of(cells):
    """``{type: {primary key: record}}`` of the records that cells name, whoever may see them."""
    return read_records(cells, lambda model, keys: model._default_manager.in_bulk(keys))
