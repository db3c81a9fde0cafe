"""The sheets in the admin."""

from django.urls import path
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from sheets.admin.protected import ProtectedDocumentDelete, refuse_bulk, refuse_page
from sheets.property_values import damaged_codes

hooks.register("before_delete_page", refuse_page)
hooks.register("before_bulk_action", refuse_bulk)


@hooks.register("register_admin_urls", order=-1)
def document_deletion():
    """Where Wagtail has its own screen: ours answers before it."""
    return [path("documents/delete/<int:document_id>/", ProtectedDocumentDelete.as_view())]


@hooks.register("before_edit_page")
def say_what_is_damaged(request, page):
    """An old revision, or another tool, may have left what cannot be read: it opens, and says so."""
    damaged = damaged_codes(getattr(page, "property_values", None))
    if damaged and request.method == "GET":
        named = ", ".join(f"« {code} »" for code in damaged if code)
        text = _("Des valeurs de propriétés n’ont pas pu être lues : %s. Remplissez-les de nouveau, puis enregistrez.")
        messages.warning(request, text % (named or _("toutes")))
