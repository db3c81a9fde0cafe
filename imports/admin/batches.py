"""The list of booklets, and what was read of one: its sheets as a table, its people, its steps, what is placed nowhere."""

from collections import defaultdict

from django.db import transaction
from django.db.models import Count, Q
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from imports.admin.rights import OfABatch
from imports.admin.values import IN_TABLE, cells_of
from imports.booklets.mapping import read_mapping
from imports.decisions import accept, skip, wait
from imports.matching.registers import Registers
from imports.models import Batch, BatchSheet
from imports.questions import questions_of
from imports.values import effective
from jobs.views import absence

Decision, State = BatchSheet.Decision, BatchSheet.State
DECIDE = {Decision.ACCEPTED: accept, Decision.SKIPPED: skip, Decision.WAITING: wait}
LEAST = {"summary"}  # a summary is always inferred: it is told apart from what must be looked at


class BatchIndex(IndexView):
    def get_base_queryset(self):
        of = {
            "waiting": Q(sheets__decision=Decision.WAITING),
            "accepted": Q(sheets__decision=Decision.ACCEPTED),
            "written": Q(sheets__state=State.WRITTEN),
        }
        counts = {f"sheets_{name}": Count("sheets", filter=condition) for name, condition in of.items()}
        return super().get_base_queryset().select_related("by", "job").annotate(sheets_all=Count("sheets"), **counts)


def where_it_is(batch):
    if not batch.sheets_all:
        return batch.job.get_state_display() if batch.job else _("Rien n’a été lu")
    if batch.sheets_written:
        return ngettext("%(n)d brouillon écrit", "%(n)d brouillons écrits", batch.sheets_written) % {
            "n": batch.sheets_written
        }
    return ngettext("%(n)d fiche à relire", "%(n)d fiches à relire", batch.sheets_waiting) % {
        "n": batch.sheets_waiting
    }


COLUMNS = [
    TitleColumn("title", label=_("Livret"), url_name="livrets:edit"),
    Column("sheets_all", label=_("Fiches")),
    Column("where", label=_("Où en est-on"), accessor=where_it_is),
    Column("by", label=_("Demandé par")),
    DateColumn("created", label=_("Demandé")),
]


class BatchDelete(DeleteView):
    """The drafts that came of it stay: undoing the import is another button."""

    def get_confirmation_message(self):
        return _("Oublier cet import ? Le fichier et ce qui en a été lu sont effacés. Les brouillons déjà écrits restent.")


class Line:
    """One sheet in the table."""

    def __init__(self, sheet, registers, sectors):
        values = effective(sheet)
        self.sheet, self.title, self.number = sheet, values["title"], values["number"]
        self.open = open_doubts(sheet, registers)
        self.cells = cells_of(values, self.open, sectors)
        self.title_doubts = [*self.open.get("title", ()), *self.open.get("number", ())]
        self.is_sure = not self.open
        self.is_nearly_sure = set(self.open) == LEAST
        self.is_open = sheet.state != State.WRITTEN

    @property
    def doubts(self):
        return sum(map(len, self.open.values()))


def open_doubts(sheet, registers):
    """What nobody has answered yet, by field. A name that no register has is no doubt: it is written as words."""
    found = defaultdict(list)
    for question in questions_of(sheet, registers):
        if not question.answer and question.kind != "new":
            found[question.field].append(question.text)
    return dict(found)


def sectors_of(batch):
    """What the description of the booklet calls each sector."""
    sectors = read_mapping(batch.mapping_text).sectors
    return {code: labels[0] for code, labels in sectors.items() if labels}


def words_in(blocks):
    return sum(len(block["text"].split()) for block in blocks)


def placed_in(report, sheets):
    """Each block that a value was read from, once, though several values share it."""
    groups = [blocks for sheet in sheets for blocks in sheet.read.get("sources", {}).values()]
    groups += [row["sources"] for row in (*report.get("people", ()), *report.get("procedures", ()))]
    return {(tuple(sorted(map(str, block.values())))): block for blocks in groups for block in blocks}.values()


class BatchView(OfABatch, WagtailAdminTemplateMixin, TemplateView):
    """Progress while its file is read; the preview from then on."""

    header_icon = "upload"
    template_name = "imports/batch.html"

    @property
    def page_title(self):
        return self.batch.title

    @property
    def is_under_way(self):
        return self.batch.job is not None and not self.batch.job.is_over

    def get_template_names(self):
        return ["imports/batch_state.html"] if self.request.GET.get("fragment") else [self.template_name]

    @cached_property
    def lines(self):
        registers, sectors = Registers.of_batch(self.batch), sectors_of(self.batch)
        sheets = self.batch.sheets.select_related("page", "revision")
        return [Line(sheet, registers, sectors) for sheet in sheets]

    def get_context_data(self, **kwargs):
        batch, report, lines = self.batch, self.batch.report, self.lines
        unplaced = report.get("unplaced", [])
        shown = {
            "batch": batch,
            "job": batch.job,
            "is_under_way": self.is_under_way,
            "lines": lines,
            "columns": IN_TABLE.values(),
            "counts": self._counts(),
            "report": report,
            "unplaced": unplaced,
            "words": {
                "placed": words_in(placed_in(report, [line.sheet for line in lines])),
                "unplaced": words_in(unplaced),
            },
        }
        return super().get_context_data(**shown, **absence(), **kwargs)

    def _counts(self):
        waiting = [line for line in self.lines if line.is_open and line.sheet.decision == Decision.WAITING]
        return {
            "all": len(self.lines),
            "waiting": len(waiting),
            "sure": sum(line.is_sure for line in waiting),
            "nearly_sure": sum(line.is_nearly_sure for line in waiting),
            "doubts": sum(line.doubts for line in self.lines),
            "accepted": sum(line.sheet.decision == Decision.ACCEPTED and line.is_open for line in self.lines),
            "new": sum(line.sheet.page is None for line in self.lines),
            "written": sum(line.sheet.state == State.WRITTEN for line in self.lines),
        }

    def post(self, request, *args, **kwargs):
        """One decision for the sheets that are ticked, or for those without a doubt."""
        decision, lines = self._asked()
        sheets = [line.sheet for line in lines if line.is_open]
        if decision and sheets:
            with transaction.atomic():
                for sheet in sheets:
                    DECIDE[decision](sheet)
            messages.success(request, _said(decision, len(sheets)))
        else:
            messages.warning(request, _("Cochez d’abord des fiches du tableau."))
        return redirect("livrets:edit", self.batch.pk)

    def _asked(self):
        asked, ticked = self.request.POST.get("decision", ""), set(self.request.POST.getlist("fiche"))
        waiting = [line for line in self.lines if line.sheet.decision == Decision.WAITING]
        if asked == "sure":
            return Decision.ACCEPTED, [line for line in waiting if line.is_sure]
        if asked == "nearly_sure":
            return Decision.ACCEPTED, [line for line in waiting if line.is_sure or line.is_nearly_sure]
        known = asked if asked in Decision.values else None
        return known, [line for line in self.lines if str(line.sheet.position) in ticked]


def _said(decision, number):
    sentences = {
        Decision.ACCEPTED: ngettext("%(n)d fiche acceptée.", "%(n)d fiches acceptées.", number),
        Decision.SKIPPED: ngettext("%(n)d fiche laissée de côté.", "%(n)d fiches laissées de côté.", number),
        Decision.WAITING: ngettext("%(n)d fiche est à relire.", "%(n)d fiches sont à relire.", number),
    }
    return sentences[decision] % {"n": number}


