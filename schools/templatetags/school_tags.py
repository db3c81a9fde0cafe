"""What the page of a quartier or a school says to machines, and its sheets as cards."""

from django import template

from portal.templatetags.portal_tags import json_ld
from sheets.templatetags.sheet_tags import cards

register = template.Library()

MOST_SHOWN = 6


@register.simple_tag
def place_data(answer, portal):
    return json_ld(answer.structured_data(portal))


@register.simple_tag
def few_cards(pages):
    return cards(pages[:MOST_SHOWN])


@register.simple_tag
def other_pages(pages):
    """Those that have no card."""
    return pages[MOST_SHOWN:]
