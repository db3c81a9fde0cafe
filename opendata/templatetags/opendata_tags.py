"""What open data says of a sheet, where its editors read."""

from django import template
from wagtail.models import Site

from opendata.national.score import national_score
from sheets.models import SheetPage

register = template.Library()


@register.simple_tag
def score_in_directories(page):
    """None for a page that national directories have no room for."""
    page = page.specific
    return national_score(page, page.get_site() or Site.objects.first()) if isinstance(page, SheetPage) else None
