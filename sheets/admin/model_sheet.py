"""The model sheet of a kind: made once, then edited like any draft."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from catalog.kinds import coded_models
from catalog.models import SheetKind
from sheets.models import GenericSheetPage, SheetIndexPage


def model_sheet(request, pk):
    """Opens the model sheet; explains what it is and makes it, where there is none."""
    if not ModelPermissionPolicy(SheetKind).user_has_permission(request.user, "change"):
        raise PermissionDenied
    kind = get_object_or_404(SheetKind.objects.select_related("starting"), pk=pk)
    if kind.starting:
        return redirect("wagtailadmin_pages:edit", kind.starting_id)
    place = place_for(kind)
    if request.method != "POST" or place is None:
        return TemplateResponse(request, "sheets/admin/model_sheet.html", {"kind": kind, "place": place})
    if not place.permissions_for_user(request.user).can_add_subpage():
        raise PermissionDenied
    page = make_model_sheet(kind, place, request.user)
    messages.success(request, _("La fiche modèle est prête : ce que vous y écrivez commencera les nouvelles fiches."))
    return redirect("wagtailadmin_pages:edit", page.pk)


def place_for(kind):
    """Where its sheets stand: its own list first, then one of every kind; None when there is nowhere."""
    if kind.is_coded:
        parents = {parent for model in coded_models(kind) for parent in model.allowed_parent_page_models()}
        return Page.objects.type(*parents).order_by("path").specific().first() if parents else None
    lists = SheetIndexPage.objects.order_by("path")
    return lists.filter(sheet_kind=kind).first() or lists.filter(sheet_kind=None).first()


def make_model_sheet(kind, place, user):
    """A draft. Its code and address follow from its title."""
    title = _("Modèle — %(kind)s") % {"kind": kind.name}
    page = coded_models(kind)[0](title=title) if kind.is_coded else GenericSheetPage(title=title, sheet_kind=kind)
    page.live, page.owner, page.locale, page.review_every = False, user, place.locale, kind.review_every
    place.add_child(instance=page)
    page.save_revision(user=user, log_action=True, clean=False)
    SheetKind.objects.filter(pk=kind.pk).update(starting=page)
    return page
