"""« Écrire les brouillons » of what was accepted, and « Annuler cet import »."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages

from imports.admin.rights import OfABatch, may_import
from imports.batches import start_undoing, start_writing, to_write
from imports.drafts.undoing import foreseen, to_undo, undo
from imports.models import Batch, BatchSheet
from jobs.turns import MANY


@require_POST
@transaction.atomic
def write_drafts(request, pk):
    """Pressed twice, it is one job."""
    if not may_import(request.user):
        raise PermissionDenied
    get_object_or_404(Batch.objects.select_for_update(no_key=True), pk=pk)
    batch = Batch.objects.select_related("job").get(pk=pk)
    if not is_busy(batch):
        if to_write(batch).exists():
            start_writing(batch, request.user)
        elif batch.sheets.filter(state=BatchSheet.State.WRITTEN).exists():
            messages.info(request, _("Les brouillons des fiches acceptées sont écrits."))
        else:
            messages.warning(request, _("Acceptez d’abord des fiches : il n’y a pas de brouillon à écrire."))
    return redirect("livrets:edit", pk)


def is_busy(batch):
    return batch.job is not None and not batch.job.is_over


class UndoView(OfABatch, TemplateView):
    template_name = "imports/undo.html"
    page_title = gettext_lazy("Annuler cet import")

    @cached_property
    def foreseen(self):
        return foreseen(self.batch, self.request.user)

    def get_context_data(self, **kwargs):
        is_long = len(self.foreseen.done) + len(self.foreseen.left) > MANY
        return super().get_context_data(batch=self.batch, foreseen=self.foreseen, is_long=is_long, **kwargs)

    def post(self, request, *args, **kwargs):
        """Pressed twice, it is one job, or done once."""
        busy, many = self._start()
        if busy:
            messages.warning(request, _("Un travail est en cours sur ce livret : attendez qu’il finisse."))
        elif not many:
            self._undo(request)
        return redirect("livrets:edit", self.batch.pk)

    @transaction.atomic
    def _start(self):
        """``(busy, many)``: more drafts than somebody waits for are a job."""
        get_object_or_404(Batch.objects.select_for_update(no_key=True), pk=self.batch.pk)
        batch = Batch.objects.select_related("job").get(pk=self.batch.pk)
        many = to_undo(batch).count() > MANY
        if many and not is_busy(batch):
            start_undoing(batch, self.request.user)
            return False, True
        return is_busy(batch), many

    def _undo(self, request):
        undone = undo(self.batch, request.user)
        self.batch.note_use()
        if undone.done:
            messages.success(request, _counted(len(undone.done)))
        if undone.left:
            messages.warning(request, _listed(undone.left))
        if not undone.done and not undone.left:
            messages.info(request, _("Il n’y a plus rien à reprendre : c’est fait."))


def _counted(number):
    return ngettext("%(n)d brouillon annulé.", "%(n)d brouillons annulés.", number) % {"n": number}


def _listed(left):
    rows = format_html_join("", "<li>« {} » : {}</li>", ((sheet.title, why) for sheet, why in left))
    return format_html("{}<ul>{}</ul>", _("Laissés tels quels :"), rows)
