"""What a rule would have done in the days before it was made, read from the history of the pages."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from portal.admin.doors import seen_by_reader
from rules.conditions import reasons_not
from rules.models import Run
from rules.playing import planned

DAYS = 7
MOST = 50
# What the history of Wagtail notes of the events of the portal.
NOTED = {
    "published": "wagtail.publish",
    "withdrawn": "wagtail.unpublish",
    "sent-to-review": "wagtail.workflow.start",
}
ONE_PUBLICATION = timedelta(seconds=5)


@dataclass(frozen=True)
class Past:
    moment: datetime
    page: Page
    said: list[str]


def week_of(rule, now=None):
    """``[Past]``, the last ones first, ``MOST`` at most; None where no history tells of such events."""
    if rule.trigger not in NOTED:
        return None
    since = (now or timezone.now()) - timedelta(days=DAYS)
    entries = PageLogEntry.objects.filter(action=NOTED[rule.trigger], timestamp__gte=since).order_by("-timestamp")
    entries = list(entries[:1000])
    pages = seen_by_reader(Page.objects.filter(pk__in={entry.page_id for entry in entries}))
    by_key = {page.pk: page for page in pages.select_related("owner").specific()}
    met = []
    for entry in entries:
        page = by_key.get(entry.page_id)
        if page and not reasons_not(rule, page, is_first=_was_first(page, entry)):
            met.append(Past(entry.timestamp, page, said_of(rule, page)))
        if len(met) == MOST:
            break
    return met


def _was_first(page, entry):
    first = page.first_published_at
    return first is not None and abs(first - entry.timestamp) < ONE_PUBLICATION


def said_of(rule, page):
    """The sentences of what ``rule`` would do of ``page`` now. Changes nothing."""
    return planned(rule, Run(rule=rule, title=page.get_admin_display_title()[:255], pages=[page.pk]))
