"""Adding a sheet whose kind is a record starts by its kind."""

from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from wagtail.admin import messages

from directory.kinds import offered_kinds


def chosen_kind(request):
    """The kind that the address names, None when it names none that is offered."""
    wanted = request.GET.get("kind", "")
    return next((kind for kind in offered_kinds() if kind.code == wanted), None)


def choose_kind(request, parent_page):
    """The screen that asks which one."""
    if request.GET.get("kind"):
        messages.warning(request, _("Ce type de fiche n’existe pas ou a été retiré : choisissez-en un autre."))
    context = {"kinds": list(offered_kinds()), "parent_page": parent_page}
    return TemplateResponse(request, "sheets/admin/choose_kind.html", context)
