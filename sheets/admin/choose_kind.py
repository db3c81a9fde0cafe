"""Adding a sheet whose kind is a record starts by its kind."""

from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from directory.kinds import offered_kinds
from sheets.models import GenericSheetPage


def choose_kind(request, parent_page, page_class):
    """Before the add screen: asks which kind, unless the list says it. The parent carries the answer to the form."""
    if page_class is not GenericSheetPage or parent_page.sheet_kind_id or request.method == "POST":
        return None
    kinds, wanted = list(offered_kinds()), request.GET.get("kind", "")
    if wanted in {kind.code for kind in kinds}:
        parent_page.wanted_kind = wanted
        return None
    if wanted:
        messages.warning(request, _("Ce type de fiche n’existe pas ou a été retiré : choisissez-en un autre."))
    return TemplateResponse(request, "sheets/admin/choose_kind.html", {"kinds": kinds, "parent_page": parent_page})
