"""The sheets in the admin."""

from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin import messages

from sheets.property_values import damaged_codes


@hooks.register("before_edit_page")
def say_what_is_damaged(request, page):
    """An old revision, or another tool, may have left what cannot be read: it opens, and says so."""
    damaged = damaged_codes(getattr(page, "property_values", None))
    if damaged and request.method == "GET":
        named = ", ".join(f"« {code} »" for code in damaged if code)
        text = _("Des valeurs de propriétés n’ont pas pu être lues : %s. Remplissez-les de nouveau, puis enregistrez.")
        messages.warning(request, text % (named or _("toutes")))
