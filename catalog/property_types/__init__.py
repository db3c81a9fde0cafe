"""What each type of property owes: how it is typed in, stored as JSON, read back, searched, said, and to whom.

A new type is one row of ``TYPES`` and one line of ``SheetProperty.Type``; its contract is
``tests/sheets/test_property_types.py``.
"""

from .base import Cell, PropertyType, PublicRecord, Reach
from .cells import clean_cell, form_field, load_cell, to_cell
from .named_records import Records, read_records
from .table import TYPES, add_type, reference

__all__ = [
    "TYPES",
    "Cell",
    "PropertyType",
    "PublicRecord",
    "Reach",
    "Records",
    "add_type",
    "clean_cell",
    "form_field",
    "load_cell",
    "read_records",
    "reference",
    "to_cell",
]
