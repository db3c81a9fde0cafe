"""The directory and the maps of the centers' pages."""

from django import template
from django.utils.translation import gettext as _

from centers import annuaire as directory
from sheets.templatetags.sheet_tags import cards

register = template.Library()


@register.simple_tag
def annuaire(page, portal):
    vocabulary = portal.sector_vocabulary
    return directory.Annuaire(page.listed_pages(), portal.request.GET.getlist(vocabulary), vocabulary)


@register.simple_tag
def cards_here(page, portal):
    """The public sheets that name this center's organization, in the order of the site, as the search shows them."""
    return cards(page.sheets_here(portal.public_pages))


@register.simple_tag
def territory(page):
    return directory.territory(page)


@register.simple_tag
def circle_caption(organization):
    """What the circle on the map means."""
    metres = organization.blur
    if not metres:
        return _("Le bâtiment.")
    words = (
        _("%(metres)s m") % {"metres": metres}
        if metres < 1000
        else _("%(km)s km") % {"km": f"{metres / 1000:g}".replace(".", ",")}
    )
    return _("Cercle d’environ %(distance)s. Le bâtiment n’est pas situé.") % {"distance": words}
