"""Twins in the admin: the button that makes one, and the notice that the other one has changed."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from sheets.models import SheetPage
from sheets.twins.changes import change_for, mark_seen
from sheets.twins.copies import draft_of, find_twin, make_twin, sector_of, to_verify


@hooks.register("register_admin_urls")
def twin_urls():
    return [
        path("jumelle/<int:page_id>/", copy_to_other_sector, name="twin_copy"),
        path("jumelle/<int:page_id>/vu/", twin_seen, name="twin_seen"),
    ]


@hooks.register("register_page_header_buttons")
def twin_button(page, user, view_name, next_url=None):
    if view_name == "edit" and isinstance(page, SheetPage) and may_copy(page, user) and sector_of(draft_of(page)):
        address = reverse("twin_copy", args=[page.pk])
        yield Button(_("Copier vers l’autre secteur"), address, icon_name="copy", priority=35)


def may_copy(page, user):
    """As any new sheet beside this one."""
    may_add = page.get_parent().permissions_for_user(user).can_add_subpage()
    return may_add and page.permissions_for_user(user).can_edit()


def sheet_or_404(page_id):
    sheet = get_object_or_404(Page, pk=page_id).specific
    return get_object_or_404(type(sheet), pk=page_id if isinstance(sheet, SheetPage) else None)


def edit(page):
    return redirect("wagtailadmin_pages:edit", page.pk)


def copy_to_other_sector(request, page_id):
    page = sheet_or_404(page_id)
    if not may_copy(page, request.user):
        raise PermissionDenied
    twin, sector = find_twin(page), sector_of(draft_of(page))
    if twin:
        return open_existing(request, twin)
    if sector is None:
        messages.error(request, _("Cette fiche n’a pas un seul secteur qui nomme son jumeau : rien n’a été copié."))
        return edit(page)
    if request.method == "POST":
        return answer_copy(request, *make_twin(page, request.user))
    context = {"page": page, "sector": sector.counterpart, "points": to_verify(draft_of(page))}
    return TemplateResponse(request, "sheets/admin/twin_copy.html", context)


def open_existing(request, twin):
    messages.info(request, _("Cette fiche a déjà sa jumelle : la voici."))
    return edit(twin)


def answer_copy(request, twin, is_new):
    if not is_new:
        return open_existing(request, twin)
    message, points = _("La fiche jumelle est un brouillon."), to_verify(twin)
    if points:
        message += " " + _("À vérifier avant de la publier : %(points)s.") % {"points": ", ".join(points)}
    messages.success(request, message)
    return edit(twin)


@hooks.register("before_edit_page")
def say_that_the_twin_has_changed(request, page):
    if request.method != "GET" or not isinstance(page, SheetPage):
        return
    change = change_for(page, request.user, request)
    if change:
        day = date_format(change.since, "j F Y") if change.since else ""
        context = {"page": page, "change": change, "day": day}
        messages.warning(request, render_to_string("sheets/admin/twin_notice.html", context), extra_tags="safe")


@require_POST
def twin_seen(request, page_id):
    page = sheet_or_404(page_id)
    if not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    twin = find_twin(page)
    if twin:
        mark_seen(page, twin)
    return edit(page)
