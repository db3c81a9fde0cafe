"""What the templates of sheets ask of their properties."""

from django import template

from sheets.properties import display as shown

register = template.Library()


@register.simple_tag
def brief_properties(page, neighbours):
    """Those of « L’essentiel »."""
    return shown.shown_properties(page, neighbours.get, glance=True)


@register.simple_tag
def brief_terms(page):
    return shown.brief_terms(page)


@register.simple_tag
def property_sections(page, neighbours):
    """``[(group, [Shown])]`` of what is not in « L’essentiel »."""
    return shown.sections(page, neighbours.get)
