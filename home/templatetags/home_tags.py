"""What the home page and the page head gather from other rooms."""

import unicodedata
from itertools import groupby

from django import template
from django.db.models import Count, Q

from catalog.models import Term
from home.blocks import is_address
from home.changes import public_changes
from home.context import shared_part
from home.structured import structured_data as graph
from portal.cache.shared import shared_by_visits
from portal.reading.statements import Statement
from portal.templatetags.portal_tags import json_ld
from portal.visibility import public_pages

register = template.Library()


@register.simple_tag
def structured_data(page, portal):
    return json_ld(graph(page, portal))


@register.simple_tag
def shared(portal, template):
    """A part that is the same on many pages, made once."""
    return shared_part(template, portal.site, tuple(portal.menu))


@register.simple_tag
def trail(portal, page):
    return portal.trail_of(page)


@register.simple_tag
def destination(link, destinations, request):
    """Where a door leads: its page when anyone may read it, else its address, else nowhere."""
    page = destinations.get(link["page"].pk) if link["page"] else None
    if page:
        return page.get_url(request)
    return link["address"] if is_address(link["address"]) else ""


@register.simple_tag
def recent_changes(portal, count):
    """The latest explained changes of public pages, newest first."""
    return _changes(portal.site, count)()


@shared_by_visits
def _changes(site, count):
    return Statement(lambda: public_changes(site, count), keys=0).made()


@register.simple_tag
def themes(portal, vocabulary="theme"):
    """Terms in use, each with the number of public pages that carry it."""
    return terms_in_use(portal.site, vocabulary)


@shared_by_visits
def terms_in_use(site, vocabulary):
    carried = Count("page_terms", filter=Q(page_terms__page__in=public_pages(site)), distinct=True)
    terms = Term.objects.filter(vocabulary__code=vocabulary, vocabulary__is_facet=True, parent=None)
    return list(terms.annotate(pages=carried).filter(pages__gt=0).order_by("sort_order", "label"))


@register.simple_tag
def by_letter(entries):
    """``[(letter, entries)]``, accents aside."""
    ordered = sorted(entries, key=lambda entry: plain(entry.term))
    return [
        (letter, list(words)) for letter, words in groupby(ordered, key=lambda entry: plain(entry.term)[:1].upper())
    ]


def plain(text):
    return unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
