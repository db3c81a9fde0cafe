"""The axes of the programme, with how many public sheets each has."""

from django import template
from django.db.models import Count, Q

from portal.visibility import public_pages

register = template.Library()


@register.simple_tag
def axes_with_counts(page):
    below = public_pages(page.get_site()).child_of(page)
    carried = Count("page_terms", filter=Q(page_terms__page__in=below), distinct=True)
    return page.axes.annotate(sheets=carried).filter(sheets__gt=0)
