"""« Changer de type »: an action of its own, on sheets of the kinds made in the browser."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import LogFormatter

from sheets.kinds.change import LOGGED, change_kind, frozen_by, hidden_by, other_kinds
from sheets.models import GenericSheetPage


@hooks.register("register_admin_urls")
def change_kind_url():
    return [path("fiches/<int:page_id>/type/", choose_other_kind, name="change_kind")]


@hooks.register("register_page_header_buttons")
def change_kind_button(page, user, view_name, next_url=None):
    if view_name == "edit" and isinstance(page, GenericSheetPage) and may_change(page, user):
        address = reverse("change_kind", args=[page.pk])
        yield Button(_("Changer de type"), address, icon_name="resubmit", priority=36)


@hooks.register("register_log_actions")
def describe_change(actions):
    @actions.register_action(LOGGED)
    class ChangeOfKind(LogFormatter):
        label = gettext_lazy("Changer de type")

        def format_message(self, log_entry):
            return _("Type changé : « %(before)s », puis « %(after)s »") % log_entry.data


def may_change(page, user):
    """The public page changes at once: whoever may not publish it may only change a draft. A model keeps its kind, an
    alias has that of its source.
    """
    rights = page.permissions_for_user(user)
    allowed = rights.can_publish() if page.live else rights.can_edit()
    return allowed and not rights.page_locked() and not page.is_model_sheet() and not page.alias_of_id


def choose_other_kind(request, page_id):
    page = get_object_or_404(GenericSheetPage, pk=page_id)
    if not may_change(page, request.user):
        raise PermissionDenied
    place = page.get_parent().specific
    if place.sheet_kind_id:
        text = _(
            "Cette fiche est dans « %(place)s », la liste d’un seul type : déplacez-la d’abord dans une autre liste."
        )
        messages.error(request, text % {"place": place.get_admin_display_title()})
        return redirect("wagtailadmin_pages:edit", page.pk)
    if request.method == "POST":
        return answer(request, page)
    draft = page.get_latest_revision_as_object()
    kinds = [(kind, hidden_by(draft, kind), frozen_by(draft, kind)) for kind in other_kinds(page)]
    return TemplateResponse(request, "sheets/admin/change_kind.html", {"page": page, "kinds": kinds})


def answer(request, page):
    kinds = [*other_kinds(page), page.sheet_kind]  # its own, where a first press has given it
    kind = next((kind for kind in kinds if kind.code == request.POST.get("kind")), None)
    if kind is None:
        messages.error(request, _("Choisissez un autre type dans la liste."))
        return redirect("change_kind", page.pk)
    change_kind(page, kind, request.user)
    messages.success(request, _("Cette fiche est maintenant de type « %(kind)s ».") % {"kind": kind})
    return redirect("wagtailadmin_pages:edit", page.pk)
