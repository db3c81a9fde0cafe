"""What the page of a quartier or a school says to machines, and its sheets as cards."""

from django import template

from portal.templatetags.portal_tags import json_ld
from sheets.models.calling import QUARTIER
from sheets.templatetags.sheet_tags import cards

register = template.Library()

MOST_SHOWN = 6


@register.simple_tag
def place_data(answer, portal):
    return json_ld(answer.structured_data(portal))


@register.simple_tag
def cards_near(pages, quartier):
    """``(cards, others)``, a few first, which may be kept. A sheet that names nobody is told whose center to name."""
    found = [_near(card, quartier) for card in cards(pages, may_be_kept=True)]
    return found[:MOST_SHOWN], found[MOST_SHOWN:]


def _near(card, quartier):
    knows = quartier and quartier.center_id and card.get("sends_to_center")
    return {**card, "url": f"{card['url']}?{QUARTIER}={quartier.code}"} if knows else card
