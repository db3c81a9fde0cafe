"""Who leaves: functions whose holder's term has ended or ends soon, and the pages that name them."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from wagtail.models import Page

from directory.models import Contact
from portal.admin.doors import seen_by_reader
from portal.references import references_from_pages

SOON = timedelta(days=30)


@dataclass(frozen=True)
class Departure:
    """``pages``: those that name the function and that whoever reads may know of; ``hidden``: how many others."""

    contact: Contact
    is_over: bool
    pages: list[Page]
    hidden: int


def departures(today=None):
    """The first to leave first. A name whose term has ended is shown by no page: ``Contact.shown_holder``."""
    today = today or timezone.localdate()
    contacts = Contact.objects.exclude(holder="").filter(holder_until__lte=today + SOON)
    contacts = list(contacts.select_related("organization").order_by("holder_until", "title"))
    named = references_from_pages(Contact, [contact.pk for contact in contacts])
    keys = {key for pages in named.values() for key in pages}
    seen = {page.pk: page for page in seen_by_reader(Page.objects.filter(pk__in=keys)).order_by("title")}
    return [_departure(contact, named.get(contact.pk, {}), seen, today) for contact in contacts]


def _departure(contact, keys, seen, today):
    pages = [page for key, page in seen.items() if key in keys]
    return Departure(contact, contact.holder_until < today, pages, len(keys) - len(pages))


def count_of_over(today=None):
    return Contact.objects.exclude(holder="").filter(holder_until__lt=today or timezone.localdate()).count()
