"""The list of booklets; of one, what was read: its sheets as a table, its people and steps, what is placed nowhere."""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, Q
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.models import Page

from imports.admin.rights import OfABatch
from imports.admin.values import IN_TABLE, cells_of
from imports.booklets.mapping import read_mapping
from imports.decisions import accept, skip, wait
from imports.document_doubts import answer_document, document_questions
from imports.drafts.comparing import gone_from
from imports.drafts.writing import Refused, page_of
from imports.matching.registers import Registers
from imports.models import BatchSheet
from imports.questions import is_summary_inferred, questions_of
from imports.values import effective
from jobs.views import absence
from portal.inputs.keys import is_key

Decision, State = BatchSheet.Decision, BatchSheet.State
DECIDE = {Decision.ACCEPTED: accept, Decision.SKIPPED: skip, Decision.WAITING: wait}
PER_PAGE = 50  # sheets of the table


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
    return ngettext("%(n)d fiche à relire", "%(n)d fiches à relire", batch.sheets_waiting) % {"n": batch.sheets_waiting}


COLUMNS = [
    TitleColumn("title", label=_("Livret"), url_name="livrets:edit"),
    Column("sheets_all", label=_("Fiches")),
    Column("where", label=_("Où en est-on"), accessor=where_it_is),
    Column("by", label=_("Demandé par")),
    DateColumn("created", label=_("Demandé")),
]


class BatchDelete(DeleteView):
    """The drafts that came of it stay: undoing the import is another button."""

    page_title = _("Oublier")
    success_message = _("« %(object)s » est oublié.")

    def get_usage_url(self):
        return None

    @property
    def confirmation_message(self):
        return _("Oublier cet import ? Le fichier et ce qui en a été lu sont effacés. Les brouillons écrits restent.")


class Line:
    """One sheet in the table."""

    def __init__(self, sheet, registers, sectors):
        values = effective(sheet)
        self.page, self.is_asked = page_meant(sheet, registers)
        self.sheet, self.title, self.number = sheet, values["title"], values["number"]
        self.open = open_doubts(sheet, registers)
        self.cells = cells_of(values, self.open, sectors)
        self.title_doubts = [*self.open.get("title", ()), *self.open.get("number", ())]
        self.is_sure = not self.open
        self.is_open = sheet.state != State.WRITTEN

    @property
    def is_skipped(self):
        return self.sheet.decision == Decision.SKIPPED

    @property
    def is_new(self):
        """For the site: before its page is made, and after."""
        return self.sheet.is_new or (self.page is None and not self.is_asked)

    @property
    def doubts(self):
        return sum(map(len, self.open.values()))


def page_meant(sheet, registers):
    """``(key, asked)``: the page that it is a version of, if any; whether somebody must say which first."""
    if sheet.page_id:
        return sheet.page_id, False
    try:
        return page_of(sheet, registers), False
    except Refused:
        return None, True


def open_doubts(sheet, registers):
    """What nobody has answered yet, by field."""
    found = defaultdict(list)
    for question in questions_of(sheet, registers):
        if question.is_open:
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


class BatchView(OfABatch, TemplateView):
    """Progress while its file is read; the preview from then on."""

    template_name = "imports/batch.html"

    @property
    def is_under_way(self):
        return self.batch.job is not None and not self.batch.job.is_over

    def get_template_names(self):
        return ["imports/batch_state.html"] if self.request.GET.get("fragment") else [self.template_name]

    @cached_property
    def lines(self):
        registers, sectors = self.registers, sectors_of(self.batch)
        lines = [Line(sheet, registers, sectors) for sheet in self.batch.sheets.select_related("page", "revision")]
        pages = Page.objects.in_bulk([line.page for line in lines if line.page])
        for line in lines:
            line.page = pages.get(line.page)
        return lines

    @cached_property
    def registers(self):
        return Registers.of_batch(self.batch)

    @property
    def gone(self):
        """What the site has in that section, and this booklet has not: nothing of it is deleted."""
        is_read = any(line.page for line in self.lines)
        return (
            gone_from(self.batch, {line.page.pk for line in self.lines if line.page}, self.registers) if is_read else []
        )

    def get_context_data(self, **kwargs):
        batch, report, lines = self.batch, self.batch.report, self.lines
        unplaced = report.get("unplaced", [])
        page = Paginator(lines, PER_PAGE).get_page(self.request.GET.get("p"))
        shown = {
            "batch": batch,
            "job": batch.job,
            "is_under_way": self.is_under_way,
            "lines": lines,
            "shown": page,
            "elided_page_range": page.paginator.get_elided_page_range(page.number),
            "columns": IN_TABLE.values(),
            "counts": self._counts(),
            "report": report,
            "document_doubts": document_questions(batch),
            "unplaced": unplaced,
            "gone": self.gone,
            **self._results(),
            "inferred": sum(is_summary_inferred(line.sheet) for line in lines if line.is_open),
            "is_to_do": any(line.is_open for line in lines),
            "words": {
                "placed": words_in(placed_in(report, [line.sheet for line in lines])),
                "unplaced": words_in(unplaced),
            },
        }
        return super().get_context_data(**shown, **absence(), **kwargs)

    def _results(self):
        """Refusals first, then what was left as it was; the table has them all."""
        results = [line for line in self.lines if line.sheet.state in (State.WRITTEN, State.REFUSED)]
        results.sort(key=lambda line: (line.sheet.state != State.REFUSED, not line.sheet.message))
        undone = sum(line.sheet.state == State.UNDONE for line in self.lines)
        return {"results": results[:PER_PAGE], "more_results": len(results[PER_PAGE:]), "undone": undone}

    def _counts(self):
        waiting = [line for line in self.lines if line.is_open and line.sheet.decision == Decision.WAITING]
        return {
            "all": len(self.lines),
            "waiting": len(waiting),
            "sure": sum(line.is_sure for line in waiting),
            "doubts": sum(line.doubts for line in self.lines if line.is_open and not line.is_skipped),
            "accepted": sum(line.sheet.decision == Decision.ACCEPTED and line.is_open for line in self.lines),
            "new": sum(line.is_new for line in self.lines),
            "written": sum(line.sheet.state == State.WRITTEN for line in self.lines),
        }

    def post(self, request, *args, **kwargs):
        """One decision for the sheets that are ticked, or for those without a doubt; or what a person's address is."""
        if "document" in request.POST:
            return self._answer(request)
        decision, lines = self._asked()
        sheets = [line.sheet for line in lines if line.is_open]
        if decision and sheets:
            self._decide(decision, sheets)
        elif request.POST.get("decision") == "sure":
            messages.info(request, _("Aucune fiche sans doute n’attend plus."))
        else:
            messages.warning(request, _("Cochez d’abord des fiches du tableau."))
        return redirect(_back_to(self.batch, request.POST.get("p", "")))

    def _decide(self, decision, sheets):
        """For all of them, or for none: a worker may have written one since."""
        try:
            with transaction.atomic():
                for sheet in sheets:
                    DECIDE[decision](sheet)
                self.batch.note_use()
        except ValidationError as error:
            messages.error(self.request, " ".join(error.messages))
        else:
            messages.success(self.request, _said(decision, len(sheets)))

    def _answer(self, request):
        try:
            number = answer_document(self.batch, request.POST["document"], request.POST.get("answer", ""))
        except ValidationError as error:
            messages.warning(request, " ".join(error.messages))
        else:
            said = ngettext("%(n)d fiche corrigée.", "%(n)d fiches corrigées.", number) % {"n": number}
            messages.success(request, said if number else _("C’est noté."))
        return redirect("livrets:edit", self.batch.pk)

    def _asked(self):
        asked, ticked = self.request.POST.get("decision", ""), set(self.request.POST.getlist("fiche"))
        waiting = [line for line in self.lines if line.sheet.decision == Decision.WAITING]
        if asked == "sure":
            return Decision.ACCEPTED, [line for line in waiting if line.is_sure]
        known = asked if asked in Decision.values else None
        return known, [line for line in self.lines if str(line.sheet.position) in ticked]


def _back_to(batch, page):
    """The part of the table where somebody was."""
    address = reverse("livrets:edit", args=[batch.pk])
    return f"{address}?p={page}" if is_key(page) else address


def _said(decision, number):
    sentences = {
        Decision.ACCEPTED: ngettext("%(n)d fiche acceptée.", "%(n)d fiches acceptées.", number),
        Decision.SKIPPED: ngettext("%(n)d fiche laissée de côté.", "%(n)d fiches laissées de côté.", number),
        Decision.WAITING: ngettext("%(n)d fiche est à relire.", "%(n)d fiches sont à relire.", number),
    }
    return sentences[decision] % {"n": number}
