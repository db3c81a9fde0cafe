"""The form of a kind as whoever adds a sheet will see it: drawn, and not to be sent."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from wagtail.models import Locale
from wagtail.permission_policies import ModelPermissionPolicy

from catalog.kinds import coded_models
from catalog.models import SheetKind
from sheets.admin.model_sheet import place_for
from sheets.models import GenericSheetPage, SheetIndexPage


def kind_preview(request, pk):
    if not ModelPermissionPolicy(SheetKind).user_has_any_permission(request.user, ["add", "change", "view"]):
        raise PermissionDenied
    kind = get_object_or_404(SheetKind, pk=pk)
    page = blank_page(kind)
    handler = page.get_edit_handler()
    form = handler.get_form_class()(instance=page, parent_page=stand_in(kind), for_user=request.user)
    panel = handler.get_bound_panel(instance=page, request=request, form=form)
    context = {"kind": kind, "panel": panel, "media": panel.media + form.media}
    return TemplateResponse(request, "sheets/admin/kind_preview.html", context)


def blank_page(kind):
    page = coded_models(kind)[0]() if kind.is_coded else GenericSheetPage()
    page.locale = Locale.get_default()
    return page


def stand_in(kind):
    """Where its sheets stand, the list of one kind where there is none: a retired kind is drawn too."""
    return (kind.is_coded and place_for(kind)) or SheetIndexPage(sheet_kind=kind)
