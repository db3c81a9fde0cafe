"""One sheet, side by side: the words of the booklet with their place, and what becomes of them."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from imports.admin.batches import Decision, State, sectors_of
from imports.admin.choosing import CHOICE, KEPT, answer_to, chosen, with_choice
from imports.admin.rights import OfABatch
from imports.admin.sheet_form import ROWS, WholeSheet, corrected
from imports.admin.values import FIELDS



@dataclass
class Option:
    value: str
    label: str
    is_checked: bool


@dataclass
class Question:
    """A doubt, or a near match: radio buttons, or one box when there is nothing to choose from."""

    name: str
    text: str
    options: list[Option]
    is_answered: bool


@dataclass
class Face:
    """One field: what the booklet says on the left, what the sheet will say on the right."""

    name: str
    label: Any
    field: Any
    rows: Any
    sources: list[dict[str, Any]]
    questions: list[Question]

    @property
    def is_open(self):
        return not all(question.is_answered for question in self.questions)


def question_of(place, doubt, answer):
    options = [
        Option(f"{CHOICE}{each}", gettext("Écrire « %s »") % words, answer == f"{CHOICE}{each}")
        for each, words in enumerate(doubt["choices"])
    ]
    label = gettext("Autre : ce qui est écrit dans le champ") if options else gettext("C’est bien ainsi")
    options.append(Option(KEPT, label, answer == KEPT))
    return Question(f"doute-{place}", doubt["text"], options, bool(answer))


class SheetView(OfABatch, WagtailAdminTemplateMixin, TemplateView):
    header_icon = "upload"
    template_name = "imports/sheet.html"

    @cached_property
    def sheet(self):
        found = self.batch.sheets.select_related("page", "revision").filter(position=self.kwargs["position"]).first()
        if found is None:
            raise Http404
        return found

    @property
    def page_title(self):
        return self.values.get("title") or gettext("Fiche sans titre")

    @property
    def values(self):
        return {**self.sheet.read, **self.sheet.values}

    @cached_property
    def whole(self):
        return WholeSheet(self.values, sectors_of(self.batch), self.request.POST or None)

    @property
    def is_closed(self):
        return self.sheet.state in (State.WRITTEN, State.UNDONE)

    def get_context_data(self, **kwargs):
        positions = list(self.batch.sheets.values_list("position", flat=True))
        here = positions.index(self.sheet.position)
        shown = {
            "batch": self.batch,
            "sheet": self.sheet,
            "faces": self._faces(),
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
        doubts, sources = list(enumerate(self.sheet.read.get("doubts", []))), self.sheet.read.get("sources", {})
        form = self.whole.form
        return [
            Face(
                shown.name,
                shown.label,
                form[shown.name] if shown.name in form.fields else None,
                self.whole.rows.get(shown.name),
                sources.get(shown.name, []),
                [
                    question_of(place, doubt, answer_to(self.sheet.answers, place))
                    for place, doubt in doubts
                    if doubt["field"] == shown.name
                ],
            )
            for shown in FIELDS
            if shown.name in form.fields or shown.name in ROWS
        ]

    def post(self, request, *args, **kwargs):
        """Saves what is valid; « accept » and « skip » go on to the next sheet that waits."""
        decision = {"accept": Decision.ACCEPTED, "skip": Decision.SKIPPED}.get(request.POST.get("do"))
        problem = self._problem(decision)
        if problem:
            messages.error(request, problem)
            return self.render_to_response(self.get_context_data())
        self._save(decision)
        if decision is None:
            messages.success(request, gettext("Enregistré."))
            return redirect("livrets:sheet", self.batch.pk, self.sheet.position)
        messages.success(request, f"« {self.page_title} » : {Decision(decision).label.lower()}.")
        return self._go_on()

    def _problem(self, decision):
        if self.is_closed:
            return gettext("Le brouillon de cette fiche est déjà écrit : corrigez-le dans la page elle-même.")
        if self.request.POST.get("opened_as", "") != state_of(self.sheet):
            return gettext(
                "Quelqu’un a enregistré cette fiche après que vous avez ouvert cet écran. Rien n’a été remplacé : "
                "relisez ce qui est écrit ci-dessous, puis enregistrez de nouveau pour garder votre version."
            )
        if not self.whole.is_valid and decision != Decision.SKIPPED:
            return gettext("Rien n’a été enregistré : un champ est à corriger, il le dit ci-dessous.")
        return ""

    @transaction.atomic
    def _save(self, decision):
        """Of a sheet left aside, what could not be read of the form is not kept."""
        sheet = self.sheet
        if self.whole.is_valid:
            sheet.answers, written = answered(self.request.POST, sheet.read, sheet.answers, self.whole.written)
            sheet.values = corrected(sheet.read, written)
        sheet.decision = decision or sheet.decision
        sheet.save(update_fields=["answers", "values", "decision"])

    def _go_on(self):
        waiting = self.batch.sheets.filter(decision=Decision.WAITING)
        after = waiting.filter(position__gt=self.sheet.position).first() or waiting.first()
        if after is None:
            return redirect("livrets:edit", self.batch.pk)
        return redirect("livrets:sheet", self.batch.pk, after.position)


def answered(posted, read, answers, written):
    """``(answers, values)``: a choice that is new is written in its field; one that was made before is history."""
    said, values = dict(answers.get("doubts", {})), dict(written)
    for place, doubt in enumerate(read.get("doubts", [])):
        answer = posted.get(f"doute-{place}", "")
        words = chosen(doubt, answer)
        if words is None and answer not in ("", KEPT):
            continue
        if words is not None and answer != answer_to(answers, place):
            values[doubt["field"]] = with_choice(values[doubt["field"]], doubt, words)
        said[str(place)] = answer
    return {**answers, "doubts": {place: answer for place, answer in said.items() if answer}}, values


def state_of(sheet):
    """What it was when the screen was opened, in short."""
    written = json.dumps([sheet.values, sheet.answers, sheet.decision, sheet.state], sort_keys=True)
    return sha256(written.encode()).hexdigest()[:16]
