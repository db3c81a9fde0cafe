"""One sheet, side by side: the words of the booklet with their place, and what becomes of them."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.models import Page

from imports.admin.batches import DECIDE, Decision, State, sectors_of
from imports.admin.rights import OfABatch
from imports.admin.sheet_form import WholeSheet
from imports.decisions import answer, answer_everywhere, as_read, correct
from imports.drafts.comparing import ASKED, change_of
from imports.matching.registers import Registers
from imports.questions import Question, questions_of
from imports.values import LABELS, effective

UNITS = ("page", "paragraph", "line")
# What is one table of a page stands beside one of the fields that it is made of.
FACES = {"organizations": "partners", "themes": "axis", "steps": "description"}


@dataclass
class Face:
    """One field: what the booklet says on the left, what the sheet will say on the right, what the site says today."""

    name: str
    label: Any
    field: Any
    rows: Any
    sources: list[dict[str, Any]]
    questions: list[Question]
    change: Any

    @property
    def is_open(self):
        return any(each.is_open for each in self.questions)


class SheetView(OfABatch, TemplateView):
    template_name = "imports/sheet.html"
    repeated = 0  # other sheets that were given the same answers

    @cached_property
    def sheet(self):
        found = self.batch.sheets.select_related("page", "revision").filter(position=self.kwargs["position"]).first()
        if found is None:
            raise Http404
        return found

    @cached_property
    def registers(self):
        return Registers.of_batch(self.batch)

    @property
    def page_title(self):
        return effective(self.sheet)["title"] or gettext("Fiche sans titre")

    @cached_property
    def whole(self):
        return WholeSheet(effective(self.sheet), sectors_of(self.batch), self.request.POST or None)

    @property
    def is_closed(self):
        return self.sheet.state == State.WRITTEN

    def get_context_data(self, **kwargs):
        positions = list(self.batch.sheets.values_list("position", flat=True))
        here = positions.index(self.sheet.position)
        shown = {
            "batch": self.batch,
            "sheet": self.sheet,
            "faces": self._faces(),
            "page": self.change.page and Page.objects.filter(pk=self.change.page).first(),
            "asked": self.change.state == ASKED,
            "is_closed": self.is_closed,
            "opened_as": state_of(self.sheet),
            "whole": self.whole,
            "rank": here + 1,
            "total": len(positions),
            "previous": positions[here - 1] if here else None,
            "next": positions[here + 1] if here + 1 < len(positions) else None,
        }
        return super().get_context_data(**shown, **kwargs)

    def _faces(self):
        sheet, form = self.sheet, self.whole.form
        sources = sheet.read.get("sources", {})
        questions, changes = questions_of(sheet, self.registers), self._changes()
        return [
            Face(
                name,
                label,
                form[name] if name in form.fields else None,
                self.whole.rows.get(name),
                in_order(sources.get("title" if name == "number" else name, [])),
                [question for question in questions if question.field == name],
                changes.get(name),
            )
            for name, label in LABELS.items()
            if name in form.fields or name in self.whole.rows
        ]

    @cached_property
    def change(self):
        return change_of(self.sheet, self.registers)

    def _changes(self):
        """Of a page that the site has, by field."""
        return {FACES.get(each.name, each.name): each for each in self.change.fields} if self.change.page else {}

    def post(self, request, *args, **kwargs):
        """Saves what is valid; « accept » and « skip » go on to the next sheet that waits."""
        decision = {"accept": Decision.ACCEPTED, "skip": Decision.SKIPPED}.get(request.POST.get("do"))
        problem = self._problem(decision) or self._save(decision)
        if problem:
            messages.error(request, problem)
            return self.render_to_response(self.get_context_data())
        if self.repeated:
            said = ngettext(
                "Répondu de même dans %(n)d autre fiche.", "Répondu de même dans %(n)d autres fiches.", self.repeated
            )
            messages.success(request, said % {"n": self.repeated})
        if decision is None:
            messages.success(request, gettext("Enregistré."))
            return redirect("livrets:sheet", self.batch.pk, self.sheet.position)
        messages.success(request, f"« {self.page_title} » : {Decision(decision).label.lower()}.")
        return self._go_on()

    def _problem(self, decision):
        if self.is_closed:
            return gettext("Le brouillon de cette fiche est déjà écrit : corrigez-le dans la page elle-même.")
        if self.request.POST.get("opened_as", "") != state_of(self.sheet) and not self._is_there_already(decision):
            return gettext(
                "Quelqu’un a enregistré cette fiche après que vous avez ouvert cet écran. Rien n’a été remplacé : "
                "relisez ce qui est écrit ci-dessous, puis enregistrez de nouveau pour garder votre version."
            )
        if not self.whole.is_valid:
            return gettext("Rien n’a été enregistré : un champ est à corriger, il le dit ci-dessous.")
        return ""

    def _is_there_already(self, decision):
        """Pressed twice: what is sent would change nothing of what the first press saved."""
        before = state_of(self.sheet)
        if not self.whole.is_valid:
            return False
        try:
            with transaction.atomic():
                self._write(decision)
                transaction.set_rollback(True)
                return state_of(self.sheet) == before
        except ValidationError:
            return False
        finally:
            self.sheet.refresh_from_db()

    def _write(self, decision):
        save_sheet(self.sheet, self.registers, self.whole.written, self.request.POST)
        if self.request.POST.get("everywhere"):
            self.repeated = answer_everywhere(self.sheet, self.registers)
        if decision:
            DECIDE[decision](self.sheet)

    def _save(self, decision):
        """What keeps it from being saved; nothing is, then."""
        try:
            with transaction.atomic():
                self._write(decision)
                self.batch.note_use()
        except ValidationError as error:
            self.sheet.refresh_from_db()
            return " ".join(error.messages)
        return ""

    def _go_on(self):
        waiting = self.batch.sheets.filter(decision=Decision.WAITING)
        after = waiting.filter(position__gt=self.sheet.position).first() or waiting.first()
        if after is None:
            return redirect("livrets:edit", self.batch.pk)
        return redirect("livrets:sheet", self.batch.pk, after.position)


def in_order(sources):
    """As they stand in the booklet: a heading is noted after what it is the heading of."""
    return sorted(sources, key=lambda each: next(each[unit] for unit in UNITS if unit in each))


def save_sheet(sheet, registers, written, posted):
    """A new answer takes the place of what was corrected before; what is typed with it is the last word."""
    for question in questions_of(sheet, registers):
        given = posted.get(question.key, "")
        if given != question.answer:
            answer(sheet, question.key, given, registers)
            if question.field in sheet.values:
                as_read(sheet, question.field)
    for name, value in written.items():
        correct(sheet, name, value)


def state_of(sheet):
    """What it was when the screen was opened, in short."""
    written = json.dumps([sheet.values, sheet.answers, sheet.decision, sheet.state], sort_keys=True)
    return sha256(written.encode()).hexdigest()[:16]
