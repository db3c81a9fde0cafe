"""What the templates of sheets ask of their properties."""

from django import template

from sheets import shown

register = template.Library()


@register.simple_tag
def brief_properties(page, portal):
    """Those of « L’essentiel »."""
    return [each for each in shown.shown_properties(page, portal.public_page) if each.prop.glance]


@register.simple_tag
def brief_terms(page):
    """The terms of « L’essentiel »: those of a choice that stands elsewhere are left out."""
    elsewhere = shown.placed_choices(page)
    return [group for group in page.term_groups if group.vocabulary.code not in elsewhere]


@register.simple_tag
def property_sections(page, portal):
    """``[(group, [Shown])]`` of what is not in « L’essentiel »."""
    return shown.sections(page, portal.public_page)
