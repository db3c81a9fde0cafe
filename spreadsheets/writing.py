"""Rows as a file that a spreadsheet opens and hands back: no formula in it, texts kept as they are typed."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from portal.admin.exports import BYTE_ORDER_MARK, harmless, harmless_cell, plain, without_controls
from spreadsheets.reading.grid import as_text, tidy

if TYPE_CHECKING:
    from openpyxl.cell import WriteOnlyCell

Cell = str | int | float | date | None
Rows = list[list[Cell]]
AS_TEXT, AS_DAY = "@", "DD/MM/YYYY"
LONGEST_CELL = 32_000  # no spreadsheet takes more than 32 767
TOO_LONG = "(trop long pour un tableur : laissez tel quel, et modifiez-le à l’écran)"
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


def cell_of(value: Cell) -> Cell:
    """Without what no file can hold."""
    if not isinstance(value, str):
        return plain(value)
    return TOO_LONG if len(value) > LONGEST_CELL else tidy(without_controls(value))


def sheet_name(name: str) -> str:
    return _NOT_IN_NAMES.sub(" ", name)[:31].strip("' ") or "Liste"


def to_csv(rows: Rows, name: str) -> bytes:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";")
    writer.writerows([[_csv_cell(cell) for cell in row] for row in rows])
    return BYTE_ORDER_MARK + file.getvalue().encode()


def _csv_cell(value: Cell) -> Cell:
    return harmless(as_text(value) if isinstance(value, date) else cell_of(value))


def to_xlsx(rows: Rows, name: str) -> bytes:
    from openpyxl import Workbook  # as exports of the admin do: not in every process
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title=sheet_name(name))
    sheet.freeze_panes = "A2"
    for index, heading in enumerate(rows[0], start=1):
        sheet.column_dimensions[get_column_letter(index)].width = max(12, min(40, len(str(heading)) + 4))
    for number, row in enumerate(rows):
        sheet.append([_xlsx_cell(sheet, cell, is_heading=not number) for cell in row])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _xlsx_cell(sheet, value: Cell, is_heading: bool) -> WriteOnlyCell:
    """« 0320… » typed over a text stays a text; what looks like an escaped letter is none."""
    from openpyxl.styles import Font

    value = cell_of(value)
    cell = harmless_cell(sheet, _LOOKS_ESCAPED.sub("_x005F_", value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.number_format = AS_TEXT
    elif isinstance(value, date):
        cell.number_format = AS_DAY
    if is_heading:
        cell.font = Font(bold=True)
    return cell


_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_NAMES = "urn:oasis:names:tc:opendocument:xmlns:"
_MANIFEST = (
    f'<?xml version="1.0" encoding="UTF-8"?><m:manifest xmlns:m="{_NAMES}manifest:1.0" m:version="1.2">'
    f'<m:file-entry m:full-path="/" m:media-type="{_ODS}"/>'
    '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
)
_CONTENT = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{_NAMES}office:1.0" '
    f'xmlns:table="{_NAMES}table:1.0" xmlns:text="{_NAMES}text:1.0" office:version="1.2"><office:body>'
    "<office:spreadsheet><table:table table:name=%s>%s</table:table></office:spreadsheet></office:body>"
    "</office:document-content>"
)


def to_ods(rows: Rows, name: str) -> bytes:
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), _ODS)  # first, and not packed: that is how it is known
        archive.writestr("META-INF/manifest.xml", _MANIFEST)
        archive.writestr("content.xml", _CONTENT % (quoteattr(sheet_name(name)), lines))
    return file.getvalue()


def _ods_cell(value: Cell) -> str:
    value = cell_of(value)
    if value in ("", None):
        return "<table:table-cell/>"
    if isinstance(value, datetime | date):
        said = f'"date" office:date-value="{value.isoformat()}"'
    elif isinstance(value, str):
        said = '"string"'
    else:
        said = f'"float" office:value="{value}"'
    lines = "".join(f"<text:p>{_spaced(line)}</text:p>" for line in as_text(value).split("\n"))
    return f"<table:table-cell office:value-type={said}>{lines}</table:table-cell>"


def _spaced(line: str) -> str:
    """Several spaces count as one in XML, unless they are elements; calamine reads no tabs."""
    text = escape(line.replace("\t", " "))
    return re.sub(" {2,}", lambda spaces: f' <text:s text:c="{len(spaces[0]) - 1}"/>', text)


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS: dict[str, tuple[Callable[[Rows, str], bytes], str]] = {
    "xlsx": (to_xlsx, XLSX),
    "ods": (to_ods, _ODS),
    "csv": (to_csv, "text/csv; charset=utf-8"),
}
