"""The axes of the programme, with how many public sheets each has."""

from django import template
from django.db.models import Count, Q

from directory.models import PageTerm
from portal.visibility import public_pages

register = template.Library()


@register.simple_tag
def axes_with_counts(page):
    below = public_pages(page.get_site()).child_of(page)
    carried = Count("page_terms", filter=Q(page_terms__page__in=below), distinct=True)
    return page.axes.annotate(sheets=carried).filter(sheets__gt=0)


@register.simple_tag
def twins(page, portal):
    """``[(page, number, [sector labels])]``, lower number first, when the twin is public."""
    twin = portal.public_page(page.twin_key) if page.twin_key else None
    if twin is None:
        return []
    links = PageTerm.objects.filter(page__in=[page.pk, twin.pk], term__vocabulary__code="secteur")
    rows = links.order_by("sort_order").values_list("page_id", "page__actionpage__number", "term__label")
    found = {sheet.pk: (sheet, [], []) for sheet in (page, twin)}
    for pk, number, label in rows:
        found[pk][1].append(number)
        found[pk][2].append(label)
    pair = [(sheet, numbers[0] if numbers else None, labels) for sheet, numbers, labels in found.values()]
    return sorted(pair, key=lambda row: row[1] or 0)
