"""Adding a sheet whose kind is a record starts by its kind."""

from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.admin import messages


def choose_kind(request, parent_page, kinds):
    """The screen that asks which one, again when the address names none of them."""
    if request.GET.get("kind"):
        messages.warning(request, _("Ce type de fiche n’existe pas ou a été retiré : choisissez-en un autre."))
    return TemplateResponse(request, "sheets/admin/choose_kind.html", {"kinds": kinds, "parent_page": parent_page})
