"""Where words stand in a booklet, for people."""

from django import template
from django.utils.translation import gettext

register = template.Library()


@register.filter
def place(source):
    """« page 9 », « paragraphe 88 », « ligne 12 »."""
    places = {"page": gettext("page %s"), "paragraph": gettext("paragraphe %s"), "line": gettext("ligne %s")}
    return next((words % source[unit] for unit, words in places.items() if unit in source), "")
