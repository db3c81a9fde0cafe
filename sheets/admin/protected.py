"""Screens that delete pages and documents ask first, and say why not; ``sheets.signals`` guards every other door."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction as PagesDeleteBulkAction
from wagtail.documents import get_document_model
from wagtail.documents.views.bulk_actions import DeleteBulkAction
from wagtail.documents.views.documents import DeleteView
from wagtail.models import Page

from sheets.protection import deletion_refused


class ProtectedDocumentDelete(DeleteView):
    def form_valid(self, form):
        reason = deletion_refused(self.object)
        if not reason:
            return super().form_valid(form)
        messages.error(self.request, reason)
        return redirect("wagtaildocs:edit", self.object.pk)


def refuse_page(request, page):
    reason = deletion_refused(page) if request.method == "POST" else ""
    if not reason:
        return None
    messages.error(request, reason)
    return redirect(reverse("wagtailadmin_pages:edit", args=[page.pk]))


def refuse_bulk(request, action_type, objects, action):
    if action_type != "delete" or request.method != "POST":
        return None
    chosen = [record for record in objects if isinstance(record, Page | get_document_model())]
    reasons = [reason for record in chosen if (reason := deletion_refused(record))]
    if not reasons:
        return None
    messages.error(request, f"{_('Rien n’a été supprimé.')} {' '.join(reasons)}")
    return redirect(action.next_url)


class ProtectedDocumentsDelete(DeleteBulkAction):
    """Wagtail answers before any hook that one lacks the right."""

    def prepare_action(self, objects, objects_without_access):
        refused = refuse_bulk(self.request, self.action_type, objects, self)
        return refused or super().prepare_action(objects, objects_without_access)


class ProtectedPagesDelete(PagesDeleteBulkAction):
    """A page that was ticked with one above it goes with that one: Wagtail looks for it afterwards."""

    @classmethod
    def execute_action(cls, objects, **kwargs):
        highest = [page for page in objects if not any(page.is_descendant_of(other) for other in objects)]
        return super().execute_action(highest, **kwargs)
