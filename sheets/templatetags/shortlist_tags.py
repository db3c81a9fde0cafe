"""What the template of a list asks."""

from django import template

from sheets.shortlist.sharing import ways_to_share

register = template.Library()
register.simple_tag(ways_to_share)
