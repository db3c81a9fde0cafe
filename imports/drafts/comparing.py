"""A booklet against the site: what each sheet would add or change, and the sheets of the site it no longer has."""

from __future__ import annotations

from dataclasses import dataclass, field

from wagtail.models import Page

from imports.drafts.content import content_of
from imports.drafts.filling import ADDED, CHANGED, KEPT, Change, fill
from imports.drafts.writing import Refused, page_of
from imports.matching.registers import Registers
from imports.matching.results import Known
from imports.models import Batch, ImportedSheet

SAME, GONE, ASKED = "same", "gone", "asked"


@dataclass(frozen=True)
class SheetChange:
    """``state``: added (a new page), changed, same, gone (on the site only) or asked (which page it is)."""

    title: str
    number: int | None
    state: str
    position: int | None = None  # of the batch's sheet
    page: int | None = None
    fields: list[Change] = field(default_factory=list)


def changes_of(batch: Batch, sheets=None, registers: Registers | None = None) -> list[SheetChange]:
    """In the order of the booklet, then what is gone. Writes nothing. ``sheets``: rows that may not be saved."""
    registers = registers or Registers.of_batch(batch)
    found = [change_of(sheet, registers) for sheet in (batch.sheets.all() if sheets is None else sheets)]
    return [*found, *gone_from(batch, {change.page for change in found}, registers)]


def gone_from(batch: Batch, met: set[int | None], registers: Registers) -> list[SheetChange]:
    """``met``: the pages that the booklet has."""
    return [_gone(known) for known in _beside(batch, registers) if known.pk not in met]


def change_of(sheet, registers: Registers) -> SheetChange:
    try:
        pk = page_of(sheet, registers)
    except Refused:
        return SheetChange(sheet.title, sheet.number, ASKED, sheet.position)
    page = Page.objects.filter(pk=pk).first() if pk else None
    draft = page.specific.get_latest_revision_as_object() if page else registers.model()
    imported = ImportedSheet.objects.filter(page=page).first() if page else None
    filled = fill(draft, content_of(sheet, registers), imported.fields if imported else {})
    is_changed = any(change.state in (ADDED, CHANGED, KEPT) for change in filled.changes)
    state = ADDED if page is None else CHANGED if is_changed else SAME
    return SheetChange(sheet.title, sheet.number, state, sheet.position, pk, filled.changes)


def _beside(batch: Batch, registers: Registers) -> list[Known]:
    """The other sheets of the same list."""
    if batch.parent is None:
        return []
    keys = set(Page.objects.child_of(batch.parent).values_list("pk", flat=True))
    return [known for known in registers.pages.known.values() if known.pk in keys]


def _gone(known: Known) -> SheetChange:
    number = int(known.detail.removeprefix("n° ")) if known.detail else None
    return SheetChange(known.label, number, GONE, page=known.pk)
