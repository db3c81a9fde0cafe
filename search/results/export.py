"""Any list of the search as a file that a spreadsheet opens: what the public may read, and no formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from catalog.property_types import Records
from portal.admin.exports import BYTE_ORDER_MARK, neutralize, xlsx_cell
from search.engines.contract import ACTOR
from search.models import Entry
from search.queries.properties import Property
from search.queries.taxonomy import AGE, HERE, TYPE, Facet, Taxonomy
from search.results.listing import MOST_EXPORTED, Listing
from search.results.named_records import Card, public_value, records_of
from search.results.property_lines import labels
from search.results.service import Found, find_all

_APART = (AGE, ACTOR, HERE, TYPE)  # written otherwise, or not kept with a result

AWAY = _("La recherche est en panne pour le moment : réessayez dans une minute.")

Cell = str | float | date | None


class Table(NamedTuple):
    name: str
    headings: list[str]
    rows: list[list[Cell]]

    @property
    def lines(self) -> list[list[Cell]]:
        return [list(self.headings), *self.rows]


def make_table(listing: Listing, request: HttpRequest) -> Table | None:
    """None when no engine answers: titles alone would not be the list that was asked for."""
    columns = _Columns(listing.taxonomy)
    rows: list[list[Cell]] = []
    for found in find_all(listing.query, listing.taxonomy, listing.site, listing.locale, MOST_EXPORTED):
        if found.degraded:
            return None
        rows += _rows(found, columns, listing.site, request)
    return Table(_name(cut=found.result.total > MOST_EXPORTED), columns.headings, rows)


def _name(cut: bool) -> str:
    first = f"-{MOST_EXPORTED}-premieres" if cut else ""
    return f"liste{first}-{timezone.localdate().isoformat()}"


def _rows(found: Found, columns: _Columns, site: Site, request: HttpRequest) -> Iterator[list[Cell]]:
    entries = [entry for _hit, entry in found.entries]
    records = records_of([entry.card for entry in entries], columns.properties, site)
    days = dict(Entry.objects.filter(pk__in=[entry.pk for entry in entries]).values_list("pk", "document__date"))
    for entry in entries:
        address, day = request.build_absolute_uri(entry.url), days[entry.pk]
        yield columns.row(entry, address, date.fromisoformat(day) if day else None, records)


class _Columns:
    def __init__(self, taxonomy: Taxonomy) -> None:
        self.taxonomy = taxonomy
        facets = (facet for facet in taxonomy.facets if facet.code not in _APART)
        self.facets = [facet for facet in facets if not (facet.is_yes_no or facet.carried_as)]
        # A choice is a vocabulary's column already.
        self.properties = [each for each in taxonomy.properties if each.is_exported and not each.is_choice]

    @property
    def headings(self) -> list[str]:
        return [
            gettext("Titre"), gettext("Adresse"), gettext("Type"), gettext("Résumé"),
            *(facet.label for facet in self.facets), gettext("Âges"),
            gettext("Vérifiée ou publiée le"), *(each.heading for each in self.properties),
        ]  # fmt: skip

    def row(self, entry: Entry, address: str, day: date | None, records: Records) -> list[Cell]:
        card = entry.card
        type_names = self.taxonomy.by_code[TYPE].by_code
        return [
            entry.title,
            address,
            type_names[entry.type].label if entry.type in type_names else "",
            card["summary"],
            *(self._terms(facet, card) for facet in self.facets),
            card.get("age_label", ""),
            day,
            *(_value(each, card, records) for each in self.properties),
        ]

    def _terms(self, facet: Facet, card: Card) -> str:
        return " ; ".join(labels(facet.code, card, self.taxonomy))


def _value(each: Property, card: Card, records: Records) -> Cell:
    value = public_value(each, card, records)
    return None if value is None else each.kind.cell_for_file(value)


def to_csv(table: Table) -> HttpResponse:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    writer.writerows([neutralize(cell) for cell in row] for row in table.lines)
    content = BYTE_ORDER_MARK + text.getvalue().encode()
    return _attachment(content, "text/csv; charset=utf-8", f"{table.name}.csv")


def to_xlsx(table: Table) -> HttpResponse:
    from openpyxl import Workbook  # as exports of the admin do: not in every process

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Liste")
    for row in table.lines:
        sheet.append([xlsx_cell(sheet, cell) for cell in row])
    file = io.BytesIO()
    book.save(file)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _attachment(file.getvalue(), kind, f"{table.name}.xlsx")


def _attachment(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Robots-Tag": "noindex"}
    return HttpResponse(content, content_type=kind, headers=headers)


FORMATS: dict[str, Callable[[Table], HttpResponse]] = {"csv": to_csv, "xlsx": to_xlsx}
