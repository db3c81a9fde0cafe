"""The sheets in the admin."""

from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem

from portal.inputs.keys import is_key
from sheets.admin import change_kind, twins  # noqa: F401 - they register their own hooks
from sheets.admin.fill import FillAction
from sheets.admin.kind_preview import kind_preview
from sheets.admin.model_sheet import model_sheet
from sheets.admin.protected import (
    ProtectedDocumentDelete,
    ProtectedDocumentsDelete,
    ProtectedPagesDelete,
    refuse_bulk,
    refuse_page,
)
from sheets.admin.publish import PublishAction
from sheets.admin.report import SheetReport
from sheets.admin.reviewed import ReviewedAction
from sheets.admin.viewset import GenericSheetViewSet
from sheets.models import GenericSheetPage, SheetIndexPage
from sheets.properties.values import damaged_codes

hooks.register("before_delete_page", refuse_page)
hooks.register("before_bulk_action", refuse_bulk)
hooks.register("register_bulk_action", ProtectedDocumentsDelete, order=10)  # after Wagtail's own, which it replaces
hooks.register("register_bulk_action", ProtectedPagesDelete, order=10)
hooks.register("register_bulk_action", PublishAction, order=10)
hooks.register("register_bulk_action", FillAction)
hooks.register("register_bulk_action", ReviewedAction)


@hooks.register("register_admin_urls", order=-1)
def document_deletion():
    """Where Wagtail has its own screen: ours answers before it."""
    return [path("documents/delete/<int:document_id>/", ProtectedDocumentDelete.as_view())]


@hooks.register("before_copy_page")
def refuse_copy_among_another_kind(request, page):
    """As a move would be: the list of one kind does not show sheets of another. Wagtail asks only the class."""
    place = SheetIndexPage.objects.exclude(sheet_kind=None).filter(pk__in=_digits(request.POST.get("new_parent_page")))
    sheet, place = page.specific, place.first()
    if place is None or not isinstance(sheet, GenericSheetPage) or place.sheet_kind_id == sheet.sheet_kind_id:
        return None
    text = _("« %(place)s » est la liste d’un autre type : choisissez une autre rubrique. Rien n’a été copié.")
    messages.error(request, text % {"place": place.get_admin_display_title()})
    return redirect("wagtailadmin_pages:copy", page.pk)


def _digits(text):
    return [int(text)] if is_key(text) else []


@hooks.register("before_edit_page")
def say_what_is_damaged(request, page):
    """An old revision, or another tool, may have left what cannot be read: it opens, and says so."""
    damaged = damaged_codes(getattr(page, "property_values", None))
    if damaged and request.method == "GET":
        named = ", ".join(f"« {code} »" for code in damaged if code)
        text = _("Des valeurs de propriétés n’ont pas pu être lues : %s. Remplissez-les de nouveau, puis enregistrez.")
        messages.warning(request, text % (named or _("toutes")))


@hooks.register("register_admin_viewset")
def register_sheets():
    return GenericSheetViewSet("sheets_genericsheetpage")


@hooks.register("register_admin_urls")
def register_urls():
    return [
        path("types-de-fiche/<int:pk>/modele/", model_sheet, name="model_sheet"),
        path("types-de-fiche/<int:pk>/formulaire/", kind_preview, name="kind_preview"),
        path("toutes-les-fiches/", SheetReport.as_view(), name="sheet_report"),
        path("toutes-les-fiches/liste/", SheetReport.as_view(results_only=True), name="sheet_report_results"),
    ]


@hooks.register("register_reports_menu_item")
def sheet_report_menu_item():
    return MenuItem(gettext_lazy("Toutes les fiches"), reverse("sheet_report"), icon_name="doc-full", order=90)


@hooks.register("construct_page_action_menu")
def keep_model_sheets_private(menu_items, request, context):
    """What would be refused is not offered."""
    page = context.get("page")
    if page and hasattr(page, "is_model_sheet") and page.is_model_sheet():
        menu_items[:] = [item for item in menu_items if item.name not in ("action-publish", "action-submit")]
