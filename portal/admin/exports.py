"""Files that a spreadsheet opens with a click, and cannot be tricked by.

CSV is as a French spreadsheet reads it: semicolons, decimal commas, the mark of UTF-8; a cell that begins like a
formula gets an apostrophe. In XLSX it is a text, and said to be one.
"""

import csv
import re
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple

from django.contrib.admin.utils import label_for_field
from django.utils.text import capfirst
from django.utils.timezone import is_aware, make_naive
from django.utils.translation import gettext as _
from wagtail.admin.views.mixins import Echo, ExcelDateFormatter, SpreadsheetExportMixin

# Pasted text may hold them; neither XML nor a spreadsheet can. Those that part words leave a space.
CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ufffe\uffff]")
PARTINGS = "\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029"
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def without_controls(text):
    """One of them would keep the whole file from being made."""
    text = CONTROLS.sub("", text).strip(PARTINGS)
    return re.sub(f"[{PARTINGS}]+", " ", text)


def plain(value):
    """A value as both formats write it: words for yes and no, nothing for the dash that modeladmin shows."""
    if isinstance(value, bool):
        return _("Oui") if value else _("Non")
    if value is None or value == "-":
        return ""
    if isinstance(value, list | tuple | set):
        return without_controls(" ; ".join(map(str, value)))
    if isinstance(value, int | float | Decimal) or hasattr(value, "isoformat"):
        return value
    return without_controls(str(value))


def local(moment):
    """No spreadsheet knows of time zones."""
    return make_naive(moment) if is_aware(moment) else moment


def neutralize(value):
    """The value for CSV: an apostrophe before what a spreadsheet would run, a comma in decimals."""
    return harmless(plain(value))


def harmless(value):
    """The same of a value that is plain already."""
    if isinstance(value, datetime):
        return f"{local(value):%d/%m/%Y %H:%M}"
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return f"'{value}"
    if isinstance(value, float | Decimal):
        return f"{Decimal(repr(value) if isinstance(value, float) else value).normalize():f}".replace(".", ",")
    return value


def xlsx_cell(sheet, value):
    """A cell that is never a formula; what looks like one is text for Excel too."""
    return harmless_cell(sheet, plain(value))


def harmless_cell(sheet, value):
    from openpyxl.cell import WriteOnlyCell  # only who makes a file reads openpyxl: seven megabytes

    cell = WriteOnlyCell(sheet, value)
    if isinstance(cell.value, str) and cell.value.startswith(FORMULA_STARTS):
        cell.data_type, cell.quotePrefix = "s", True
    return cell


stock_heading = SpreadsheetExportMixin.get_heading


class Rows(NamedTuple):
    """What a heading is read from."""

    model: type | None


class _SafeExport:
    """What takes the place of Wagtail's own in every export of the admin, its reports included."""

    def get_heading(self, queryset, field):
        """Reports of reviews and of the site's history make a list of their rows: it no longer says of what."""
        if isinstance(queryset, list):
            queryset = Rows(type(queryset[0]) if queryset else self.filterset_class._meta.model)
        return stock_heading(self, queryset, field)

    def stream_csv(self, queryset):
        writer = csv.writer(Echo(), delimiter=";")
        yield BYTE_ORDER_MARK
        yield writer.writerow([neutralize(str(self.get_heading(queryset, field))) for field in self.list_export])
        for item in queryset:
            yield self.write_csv_row(writer, self.to_row_dict(item))

    def write_csv_row(self, writer, row_dict):
        return writer.writerow(
            [neutralize(self.preprocess_field_value(*cell, self.FORMAT_CSV)) for cell in row_dict.items()]
        )

    def write_xlsx(self, queryset, output):
        from openpyxl import Workbook

        book = Workbook(write_only=True, iso_dates=True)
        sheet = book.create_sheet(title=_("Liste"))
        sheet.append([xlsx_cell(sheet, str(self.get_heading(queryset, field))) for field in self.list_export])
        date_format = ExcelDateFormatter().get()
        for item in queryset:
            sheet.append(self.generate_xlsx_row(sheet, self.to_row_dict(item), date_format=date_format))
        book.save(output)

    def generate_xlsx_row(self, worksheet, row_dict, date_format=None):
        for field, value in row_dict.items():
            cell = xlsx_cell(worksheet, self.preprocess_field_value(field, value, self.FORMAT_XLSX))
            if date_format and cell.is_date and hasattr(value, "hour"):
                cell.number_format = date_format
            yield cell


def register():
    for name in ("get_heading", "stream_csv", "write_csv_row", "write_xlsx", "generate_xlsx_row"):
        setattr(SpreadsheetExportMixin, name, getattr(_SafeExport, name))
    SpreadsheetExportMixin.custom_value_preprocess[datetime] = {SpreadsheetExportMixin.FORMAT_XLSX: local}


class SafeExportMixin:
    """For our own lists: headings as the form says them, lists as lists."""

    def get_heading(self, queryset, field):
        """modeladmin would write « Montrer Le Titulaire Au Public »."""
        return capfirst(str(label_for_field(field, queryset.model)))

    def to_row_dict(self, item):
        row = super().to_row_dict(item)
        return type(row)((key, plain(value)) for key, value in row.items())
