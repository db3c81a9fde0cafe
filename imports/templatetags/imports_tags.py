"""Where words stand in a booklet, for people."""

from django import template
from django.utils.translation import gettext

register = template.Library()


@register.inclusion_tag("imports/place.html")
def place(source):
    """« ¶ 88 » to the eye, « paragraphe 88 » to the ear; nothing of what does not say it."""
    units = {
        "page": ("p. %s", gettext("page %s")),
        "paragraph": ("¶ %s", gettext("paragraphe %s")),
        "line": ("l. %s", gettext("ligne %s")),
    }
    unit = next((unit for unit in units if unit in source), "")
    short, whole = (words % source[unit] for words in units[unit]) if unit else ("", "")
    return {"short": short, "whole": whole}
