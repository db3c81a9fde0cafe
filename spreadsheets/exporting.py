"""A table as a file: a template that is filled already, and what comes back is compared with."""

from spreadsheets.headings import EMPTIES
from spreadsheets.writing import FORMATS


def rows_of(table, user, *, empties=False):
    """Headings, then a line for each record. ``empties``: every heading says that an empty cell empties."""
    headings = [_heading(column, empties) for column in table.columns]
    lines = [[column.cell(record) for column in table.columns] for record in table.records(user)]
    return [headings, *lines]


def _heading(column, empties):
    return f"{column.heading} {EMPTIES}" if empties and not column.is_fixed else column.heading


def as_file(table, user, extension, *, empties=False):
    """``(content, media type)``. ``KeyError``: no such format."""
    write, media_type = FORMATS[extension]
    return write(rows_of(table, user, empties=empties), str(table.label)), media_type
