"""All tables, each made anew when it is asked for."""

from spreadsheets.tables.classification import PREFIX as TERMS
from spreadsheets.tables.classification import Needs, term_tables
from spreadsheets.tables.drafts import PREFIX as SHEETS
from spreadsheets.tables.drafts import Glossary, sheet_tables
from spreadsheets.tables.registers import REGISTERS

SINGLE = (*REGISTERS, Glossary, Needs)


def all_tables():
    """In the order of the screen. Those of records are read when their turn comes: the menu often needs none."""
    yield from (table() for table in SINGLE)
    yield from term_tables()
    yield from sheet_tables()


def table_named(name):
    """``None``: there is none, or no longer."""
    single = {table.name: table for table in SINGLE}
    if name in single:
        return single[name]()
    made = term_tables() if name.startswith(TERMS) else sheet_tables() if name.startswith(SHEETS) else []
    return next((table for table in made if table.name == name), None)
