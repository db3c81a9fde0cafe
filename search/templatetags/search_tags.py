"""What a listing repeats sixty times is written in Python: as a template it took a third of the page's time."""

from functools import lru_cache

from django import template
from django.utils.html import escape
from django.utils.safestring import mark_safe

register = template.Library()

# The same few hundred names and labels on every page: escaping them anew took more time than the search.
safe = lru_cache(maxsize=4096)(escape)


@register.simple_tag
def filter_boxes(facet, values):
    """One box a value. The count belongs to the accessible name; zero cannot be chosen."""
    return mark_safe("".join(_box(facet, value) for value in values))


def _box(facet, value):
    state = f"{' checked' if value.selected else ''}{' disabled' if value.disabled else ''}"
    depth = " child" if value.depth else ""
    return (
        f'<label class="f{depth}" data-n="{value.count:d}"><input type="checkbox" '
        f'name="{safe(facet.code)}" value="{safe(value.value)}"{state}>{safe(value.label)}</label>'
    )
