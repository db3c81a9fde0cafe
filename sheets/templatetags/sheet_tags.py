"""What the templates of sheets ask of a sheet."""

from django import template

register = template.Library()


@register.simple_tag
def operators(page):
    """Who carries the sheet out, the operators before their contractors."""
    return [*page.organizations("operator"), *page.organizations("contractor")]


@register.simple_tag
def partners(page):
    return [*page.organizations("partner"), *page.organizations("funder")]
