"""Where the sheets of a booklet go: under which page, as pages of which type."""

from __future__ import annotations

from django.utils.translation import gettext as _
from wagtail.models import Page

from actions.models import ActionPage
from catalog.kinds import kind_of
from sheets.admin.model_sheet import place_for
from sheets.models import GenericSheetPage, SheetPage


def usual_place(kind_code: str):
    """Where sheets of this kind stand, when nobody chose; None when there is nowhere."""
    kind = kind_of(kind_code)
    place = place_for(kind) if kind else None
    return Page.objects.filter(pk=place.pk).first() if place else None


def page_model(parent) -> type[SheetPage]:
    """The type of sheet that ``parent`` holds; action sheets where it holds none."""
    return next(iter(_held_by(parent)), ActionPage)


def _held_by(parent) -> list[type[SheetPage]]:
    models = parent.specific_class.allowed_subpage_models() if parent and parent.specific_class else []
    return [model for model in models if issubclass(model, SheetPage)]


def why_not_under(parent, user) -> str:
    """Why no new sheet may be made there by this account; empty when it may."""
    if parent is None:
        return _("aucune rubrique n’est choisie pour les nouvelles fiches")
    held = _held_by(parent)
    if len(held) != 1 or not held[0].can_create_at(parent.specific):
        return _("la rubrique « %s » ne reçoit pas de fiches : choisissez une liste de fiches") % parent.title
    if issubclass(held[0], GenericSheetPage) and not parent.specific.sheet_kind_id:
        return _("la rubrique « %s » a plusieurs types de fiches : choisissez une liste d’un seul type") % parent.title
    if not parent.permissions_for_user(user).can_add_subpage():
        return _("vous n’avez pas le droit d’ajouter une fiche sous « %s »") % parent.title
    return ""
