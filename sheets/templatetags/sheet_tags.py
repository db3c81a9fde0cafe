"""What the templates of sheets ask of a sheet."""

from django import template

from portal.ages import age_class, age_label
from portal.visibility import public_pages

register = template.Library()


@register.simple_tag
def operators(page):
    """Who carries the sheet out, the operators before their contractors."""
    return [*page.organizations("operator"), *page.organizations("contractor")]


@register.simple_tag
def partners(page):
    return [*page.organizations("partner"), *page.organizations("funder")]


@register.simple_tag
def card(page):
    """A page as the search shows its results."""
    facts, ages = page.search_card(), page.search_ages()
    return {
        **facts,
        "title": page.title,
        "url": page.url,
        "highlight": "",
        "tags": [],
        "age_label": age_label(ages),
        "age_class": age_class(ages),
    }


@register.simple_tag(takes_context=True)
def public_only(context, pages):
    """Pages a block names, kept when anyone may read them. The public ones are listed once a page."""
    if not pages:
        return []
    known = context.render_context.setdefault("public_pages", set())
    return [page for page in pages if page and (page.pk in known or is_known_public(page, known))]


def is_known_public(page, known):
    if not public_pages().filter(pk=page.pk).exists():
        return False
    known.add(page.pk)
    return True


@register.simple_tag
def as_list(*values):
    return list(values)


@register.simple_tag
def public_functions(contacts):
    return [contact.title for contact in contacts if contact and contact.public]
