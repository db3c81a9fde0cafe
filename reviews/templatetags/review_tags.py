"""Who confirmed a sheet, for its line of freshness; where a contact is corrected."""

from django import template
from django.urls import reverse

from portal.reading.statements import Statement
from reviews.models import Verification

register = template.Library()
_of_page = Statement(lambda key: Verification.objects.filter(page=key))


@register.simple_tag
def verified_by(page):
    """The function that confirmed it on the day that it shows; of another day, nobody."""
    found = _of_page(page.pk) if page.pk and page.reviewed_on else []
    return found[0].by if found and found[0].date == page.reviewed_on else ""


@register.simple_tag
def edit_contact(contact):
    return reverse("directory_contact_modeladmin_edit", args=[contact.pk])
