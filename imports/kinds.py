"""The sorts of long work of this room."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports.batches import READ, UNDO, WRITE, to_write
from imports.booklets.mapping import read_mapping
from imports.drafts.undoing import undo
from imports.drafts.writing import write
from imports.matching.registers import Registers
from imports.models import Batch, BatchSheet
from imports.reading import keep, read_file
from jobs.apart import Illegible
from jobs.kinds import Kind
from jobs.work import Refused, Work
from portal.events import IMPORT_FINISHED
from portal.outages.turns import let_others_write


def read_booklet(work: Work) -> None:
    """A first attempt that kept its rows before its process went has done all there is to do."""
    batch = _batch_of(work)
    if not batch.sheets.exists():
        _read(batch, work)
    work.result = {
        "batch": batch.pk,
        "sheets": batch.sheets.count(),
        "unplaced": len(batch.report.get("unplaced", ())),
    }
    work.advance(1, total=1)


def _read(batch: Batch, work: Work) -> None:
    try:
        report = read_file(batch.file.path, read_mapping(batch.mapping_text), work.beat)
    except Illegible as refusal:
        raise Refused(str(refusal)) from None
    with transaction.atomic():
        if not Batch.objects.select_for_update(of=("self",)).filter(pk=batch.pk):
            raise Refused(GONE)
        if not batch.sheets.exists():
            keep(batch, report)


def write_booklet(work: Work) -> None:
    """One sheet a transaction: what is written stays written, whoever takes the work up again."""
    if work.by is None:
        raise Refused(_("Le compte qui l’a demandé n’existe plus. Rien n’a été écrit."))
    batch = _batch_of(work)
    registers = Registers.of_batch(batch)
    for pk in list(to_write(batch).values_list("pk", flat=True)):
        write(pk, work.by, registers)
        work.advance(1)
        let_others_write()
    pages = list(batch.sheets.filter(state=BatchSheet.State.WRITTEN, page__isnull=False).values_list("page", flat=True))
    IMPORT_FINISHED.send(sender=Batch, pages=pages, user=work.by, title=str(batch), key=f"{batch.pk} {work.pk}")
    states = [state for state, _label in BatchSheet.State.choices]
    work.result = {"batch": batch.pk, **{state: batch.sheets.filter(state=state).count() for state in states}}


def undo_booklet(work: Work) -> None:
    """What is taken back is no longer there to be; whoever takes the work up again does the others."""
    if work.by is None:
        raise Refused(_("Le compte qui l’a demandé n’existe plus. Rien n’a été annulé."))
    batch = _batch_of(work)

    def go_on() -> None:
        work.advance(1)
        let_others_write()

    undone = undo(batch, work.by, go_on)
    taken_back = batch.sheets.filter(state=BatchSheet.State.UNDONE).count()
    work.result = {"batch": batch.pk, "taken_back": taken_back, "left": len(undone.left)}


def _batch_of(work: Work) -> Batch:
    batch = Batch.objects.select_related("parent").filter(pk=work.given["batch"]).first()
    if batch is None:
        raise Refused(GONE)
    return batch


GONE = gettext_lazy("Cet import n’existe plus.")
TEMPLATE = "imports/job_result.html"
KINDS = (
    Kind(READ, gettext_lazy("Livret lu"), read_booklet, TEMPLATE, repeatable=True),
    Kind(WRITE, gettext_lazy("Brouillons d’un livret"), write_booklet, TEMPLATE, repeatable=True),
    Kind(UNDO, gettext_lazy("Import annulé"), undo_booklet, TEMPLATE, repeatable=True),
)
