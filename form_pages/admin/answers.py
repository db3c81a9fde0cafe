"""Answers in the admin: those of the groups that a form names see them, and nobody else."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET
from wagtail.contrib.forms.utils import get_forms_for_user
from wagtail.contrib.forms.views import SubmissionsListView

from form_pages.models import AnswerFile, FormPage


def forms_read_by(user):
    """The forms whose answers this account may read."""
    if user.is_superuser:
        return FormPage.objects.all()
    return FormPage.objects.filter(readers__in=user.groups.all()).distinct()


class AnswersView(SubmissionsListView):
    """With links to the files; their names alone in what is exported."""

    page_title = _("Réponses")

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        if not self.is_export:
            self._link_files(context.get("data_rows", []))
        return context

    def _link_files(self, rows):
        names = [field.clean_name for field in self.form_page.get_form_fields()]
        keys = [row["model_id"] for row in rows]
        files = {(file.answer_id, file.field): file for file in AnswerFile.objects.filter(answer__in=keys)}
        for row in rows:
            for place, name in enumerate(names, 1):  # the first column is the date
                file = files.get((row["model_id"], name))
                if file:
                    address = reverse("answer_file", args=[file.pk])
                    row["fields"][place] = format_html('<a href="{}">{}</a>', address, file.name)


@require_GET
def answer_file(request, pk):
    row = get_object_or_404(AnswerFile.objects.select_related("answer"), pk=pk)
    if not get_forms_for_user(request.user).filter(pk=row.answer.page_id).exists():
        raise Http404
    if not row.file.storage.exists(row.file.name):
        raise Http404
    return FileResponse(row.file.open(), as_attachment=True, filename=row.name)
