"""The axes of the programme, with how many public sheets each has."""

from django import template
from django.db.models import Count, Q

from directory.models import Term
from portal.visibility import public_pages

register = template.Library()


@register.simple_tag
def axes_with_counts(page):
    below = public_pages(page.get_site()).child_of(page)
    carried = Count("page_terms", filter=Q(page_terms__page__in=below), distinct=True)
    return page.axes.annotate(sheets=carried).filter(sheets__gt=0)


@register.simple_tag
def twins(page, portal):
    """``[(sheet, [sector terms])]``, lower number first, when the twin is public."""
    twin = page.twin_sheet
    if twin is None or portal.public_page(twin.pk) is None:
        return []
    sectors = Term.objects.filter(page_terms__page__in=[page.pk, twin.pk], vocabulary__code="secteur")
    found = {sheet.pk: [] for sheet in (page, twin)}
    for pk, label in sectors.order_by("page_terms__sort_order").values_list("page_terms__page", "label"):
        found[pk].append(label)
    return sorted(((sheet, found[sheet.pk]) for sheet in (page, twin)), key=lambda row: row[0].number or 0)
