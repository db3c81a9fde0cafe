"""One dropped file, from its columns to what came of it."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.auth import permission_denied

from jobs.apart import Illegible
from jobs.views import absence
from portal.outages.pressed_twice import LONGEST
from spreadsheets import uploads, work
from spreadsheets.admin.forms import ApplyForm, MappingForm
from spreadsheets.admin.views import Screen, table_for
from spreadsheets.headings import Chosen, recognized
from spreadsheets.lines import ADDED, ALIKE, CHANGED, REFUSED
from spreadsheets.models import Upload

State = Upload.State
LINES_SHOWN = 50
STATES = {ADDED: _("Ajoutées"), ALIKE: _("Peut-être déjà là"), CHANGED: _("Changées"), REFUSED: _("Refusées")}
GONE = _("Le fichier n’est plus là : déposez-le de nouveau.")


class UploadView(Screen):
    http_method_names = ["get", "head", "post", "options"]
    templates = {
        State.MAPPING: "spreadsheets/mapping.html",
        State.READY: "spreadsheets/preview.html",
        State.DONE: "spreadsheets/done.html",
    }
    form = None

    def dispatch(self, request, *args, **kwargs):
        if request.POST.get("do") == "drop" and not Upload.objects.filter(pk=kwargs["pk"]).exists():
            return self._forgotten()
        self.upload = get_object_or_404(Upload, pk=kwargs["pk"], by=request.user)
        self.table = table_for(request.user, self.upload.table)
        if not self.table.may_change(request.user):
            return permission_denied(request)
        return super().dispatch(request, *args, **kwargs)

    @property
    def page_title(self):
        return self.upload.filename

    def above(self):
        table = {"url": reverse("spreadsheets:table", args=[self.table.name]), "label": str(self.table.label)}
        return [*super().above(), table]

    def get_template_names(self):
        return [self.templates.get(self.upload.state, "spreadsheets/under_way.html")]

    @cached_property
    def grid(self):
        """The file read again: nothing of it but its name is kept."""
        try:
            return uploads.read(self.upload.file.path, self.upload.sheet)
        except (Illegible, OSError) as error:
            raise Http404(GONE) from error

    # What is sent.

    def post(self, request, *args, **kwargs):
        asked = request.POST.get("do", "")
        doors = {"map": self._map, "sheet": self._sheet, "again": self._again, "apply": self._apply, "drop": self._drop}
        try:
            return doors[asked]() if asked in doors else self._stay()
        except work.Faster:
            work.wait_for_who_was_faster(self.upload)
            messages.warning(request, _("Un autre onglet est allé plus loin avec ce fichier : voici où il en est."))
            return self._stay()

    def _map(self):
        if self.upload.state not in (State.MAPPING, State.READY):
            return self._stay()
        self.form = MappingForm(self.table, self._columns(), self.request.POST)
        if not self.form.is_valid():
            self.upload.state = State.MAPPING
            return self.get(self.request)
        self.upload.columns = self.form.chosen()
        if self.form.cleaned_data["name"]:
            uploads.keep_mapping(self.table, self.form.cleaned_data["name"], self.upload.columns)
        work.check(self.upload, self.table, self.grid)
        return self._stay()

    def _sheet(self):
        """Another sheet of the workbook: its own columns."""
        if self.upload.state in (State.MAPPING, State.READY):
            try:
                grid = uploads.read(self.upload.file.path, self.request.POST.get("sheet", "")[:100])
            except (Illegible, OSError) as error:
                messages.error(self.request, str(error) if isinstance(error, Illegible) else GONE)
                return self._stay()
            columns = uploads.propose(self.table, grid["rows"][0], guess=True)
            self.upload.step(State.MAPPING, sheet=grid["sheet"], columns=columns)
        return self._stay()

    def _again(self):
        """Back to the columns, or a job that did not end."""
        if self.upload.state in (State.MAPPING, State.READY) or self._is_stuck():
            self.upload.step(State.READY if self.upload.state == State.APPLYING else State.MAPPING)
        return self._stay()

    def _apply(self):
        if self.upload.state != State.READY:
            work.wait_for_who_was_faster(self.upload)
            messages.warning(self.request, _("Ce fichier est déjà appliqué, ou en train de l’être."))
            return self._stay()
        publish = bool(self.request.POST.get("publish")) and self.table.may_publish(self.request.user)
        work.apply(self.upload, self.table, publish, alike=bool(self.request.POST.get("alike")))
        return self._stay()

    def _drop(self):
        if (self.upload.state not in (State.CHECKING, State.APPLYING) or self._is_stuck()) and self.upload.forget():
            messages.success(self.request, _("« %s » est oublié. Rien de ce qui est écrit n’a changé.") % self.upload)
            return redirect("spreadsheets:table", self.table.name)
        return self._stay() if Upload.objects.filter(pk=self.upload.pk).exists() else self._forgotten()

    def _forgotten(self):
        """By a first press."""
        messages.info(self.request, _("Ce fichier est oublié. Rien de ce qui est écrit n’a changé."))
        return redirect("spreadsheets:index")

    def _is_stuck(self):
        """Its job was stopped, or has failed; or the server was, while somebody waited."""
        upload = self.upload
        is_left = upload.job.is_over if upload.job else timezone.now() - upload.touched > LONGEST
        return upload.state in (State.CHECKING, State.APPLYING) and is_left

    def _stay(self):
        return redirect("spreadsheets:upload", self.upload.pk)

    # What is shown.

    def _columns(self):
        return [Chosen(*row) for row in self.upload.columns]

    def get_context_data(self, **kwargs):
        shown = {
            State.MAPPING: self._mapping_context,
            State.READY: self._preview_context,
            State.DONE: dict,
        }.get(self.upload.state, self._under_way_context)()
        return super().get_context_data(upload=self.upload, table=self.table, **shown, **kwargs)

    def _mapping_context(self):
        form = self.form or MappingForm(self.table, self._columns())
        rows = list(form.rows(self.grid["rows"][1 : 1 + uploads.SHOWN]))
        known = {each.heading for each in recognized(self.table, [row[0] for row in rows]) if each.key}
        return {
            "form": form,
            "rows": [row for row in rows if row[0] not in known],
            "known_rows": [row for row in rows if row[0] in known],
            "sheets": self.grid["sheets"],
        }

    def _preview_context(self):
        lines, counts = self.upload.preview["lines"], self.upload.preview["counts"]
        asked = self.request.GET.get("etat")
        chosen = [line for line in lines if line["state"] == asked] if asked in STATES else lines
        page = Paginator(chosen, LINES_SHOWN).get_page(self.request.GET.get("p"))
        headings = {column.key: column.heading for column in self.table.columns}
        return {
            "counts": counts,
            "filters": [(state, label, counts[state]) for state, label in STATES.items() if counts[state]],
            "asked": asked if asked in STATES else "",
            "page": page,
            "lines": [_shown(line, headings) for line in page],
            "to_write": counts[ADDED] + counts[CHANGED],
            "alike": counts[ALIKE],
            "apply_form": ApplyForm(),
            "may_publish": self.table.has_drafts and self.table.may_publish(self.request.user),
        }

    def _under_way_context(self):
        return {"job": self.upload.job, "is_stuck": self._is_stuck(), **absence()}


def _shown(line, headings):
    cells = [(headings.get(key, key), before, after) for key, before, after, _text in line["cells"]]
    return {**line, "cells": cells, "said": STATE_OF_ONE[line["state"]]}


STATE_OF_ONE = {ADDED: _("ajoutée"), ALIKE: _("peut-être déjà là"), CHANGED: _("changée"), REFUSED: _("refusée")}
