"""Answers in the admin: those of the groups that a form names see them, and nobody else."""

from datetime import datetime

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET
from wagtail.admin.widgets.button import Button
from wagtail.contrib.forms.utils import get_forms_for_user
from wagtail.contrib.forms.views import SubmissionsListView

from form_pages.builder import FILE
from form_pages.models import Answer, AnswerFile, Application, FormPage
from form_pages.models.answers import STATE_COLUMN


def forms_read_by(user):
    """The forms whose answers this account may read."""
    if user.is_superuser:
        return FormPage.objects.all()
    return FormPage.objects.filter(readers__in=user.groups.all()).distinct()


def refuse_others(user, page_id):
    """Whoever may not read the answers of a form does not learn whether there are any."""
    if not get_forms_for_user(user).filter(pk=page_id).exists():
        raise Http404


def moment_of(row, value):
    """The day or the moment that was answered to a question of that sort; None of any other."""
    read = {"date": parse_date, "datetime": parse_datetime}.get(row.field_type)
    try:
        return read(value) if read and isinstance(value, str) else None
    except ValueError:
        return None


def said_to(row, value):
    """What was answered to the question ``row``, as people read it."""
    moment = moment_of(row, value)
    if isinstance(moment, datetime):
        return date_format(localtime(moment) if is_aware(moment) else moment, "j F Y, H:i")
    return date_format(moment, "j F Y") if moment else words_of(value)


def words_of(value):
    """An answer as people read it."""
    if isinstance(value, bool):
        return str(_("Oui") if value else _("Non"))
    return ", ".join(map(str, value)) if isinstance(value, list) else str("" if value is None else value)


class AnswersView(SubmissionsListView):
    """With links to files and states; their names alone in what is exported."""

    page_title = _("Réponses")

    def get_base_queryset(self):
        return Answer.objects.filter(page=self.form_page.pk).select_related("sign_up__slot", "application")

    @cached_property
    def header_more_buttons(self):
        """The list of each day, before the exports."""
        lists = [
            Button(
                _("Liste à imprimer : %s") % slot,
                url=reverse("day_list", args=[slot.pk]),
                icon_name="list-ul",
                priority=place,
            )
            for place, slot in enumerate(self.form_page.slots.order_by("starts"))
        ]
        return [*lists, *self._kept_names(), *super().header_more_buttons]

    def _kept_names(self):
        if not self.form_page.kept_projects.exists():
            return []
        return [Button(_("Projets retenus"), url=reverse("kept_names", args=[self.form_page.pk]), icon_name="list-ul")]

    def to_row_dict(self, item):
        """A day is a day, not the word for one."""
        cells = super().to_row_dict(item)
        for row in self.form_page.get_form_fields():
            cells[row.clean_name] = moment_of(row, cells[row.clean_name]) or cells[row.clean_name]
        return cells

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if not self.is_export:
            self._say(context.get("data_rows", []))
            self._link_files(context.get("data_rows", []))
            self._link_applications(context.get("data_rows", []))
        return context

    @cached_property
    def _places(self):
        """``{name of a column: its place}``."""
        return {name: place for place, (name, _label) in enumerate(self.form_page.get_data_fields())}

    def _say(self, rows):
        for question in self.form_page.get_form_fields():
            place = self._places[question.clean_name]
            for row in rows:
                row["fields"][place] = said_to(question, row["fields"][place])

    def _link_files(self, rows):
        asked = self.form_page.get_form_fields()
        places = [(self._places[row.clean_name], row.clean_name) for row in asked if row.field_type == FILE]
        keys = [row["model_id"] for row in rows]
        files = {(file.answer_id, file.field): file for file in AnswerFile.objects.filter(answer__in=keys)}
        for row in rows:
            for place, name in places:
                if file := files.get((row["model_id"], name)):
                    row["fields"][place] = file_link(file)

    def _link_applications(self, rows):
        found = Application.objects.filter(answer__in=[row["model_id"] for row in rows])
        keys = dict(found.values_list("answer", "pk"))
        for row in rows:
            if key := keys.get(row["model_id"]):
                address, place = reverse("application_state", args=[key]), self._places[STATE_COLUMN]
                row["fields"][place] = format_html('<a href="{}">{}</a>', address, row["fields"][place])


def file_link(file):
    return format_html('<a href="{}">{}</a>', reverse("answer_file", args=[file.pk]), file.name)


@require_GET
def answer_file(request, pk):
    row = get_object_or_404(AnswerFile.objects.select_related("answer"), pk=pk)
    refuse_others(request.user, row.answer.page_id)
    if not row.file.storage.exists(row.file.name):
        raise Http404
    return FileResponse(row.file.open(), as_attachment=True, filename=row.name)
