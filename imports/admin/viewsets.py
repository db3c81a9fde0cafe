"""Addresses of the screens: of booklets, and of their descriptions."""

from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from imports.admin.batches import COLUMNS, BatchDelete, BatchIndex, BatchView
from imports.admin.drafts import UndoView, write_drafts
from imports.admin.people import PeopleView
from imports.admin.sheet import SheetView
from imports.admin.upload import UploadView
from imports.models import Batch


class BookletViewSet(ModelViewSet):
    model = Batch
    icon = "upload"
    menu_label = _("Livrets")
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class, delete_view_class = BatchIndex, BatchDelete
    list_display = COLUMNS
    list_per_page = 50
    ordering = ["-pk"]
    exclude_form_fields = ("file",)  # its screens have forms of their own

    @cached_property
    def add_view(self):
        return UploadView.as_view()

    @cached_property
    def edit_view(self):
        return BatchView.as_view()

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("liste/", self.index_results_view, name="index_results"),
            path("nouveau/", self.add_view, name="add"),
            path("<int:pk>/", self.edit_view, name="edit"),
            path("<int:pk>/oublier/", self.delete_view, name="delete"),
            path("<int:pk>/fiche/<int:position>/", SheetView.as_view(), name="sheet"),
            path("<int:pk>/ecrire/", write_drafts, name="write"),
            path("<int:pk>/personnes/", PeopleView.as_view(), name="people"),
            path("<int:pk>/annuler/", UndoView.as_view(), name="undo"),
        ]
