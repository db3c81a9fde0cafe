"""What is frozen when an issue is published, and what becomes of it once one of its pages is no longer public."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from editions.models import Issue, IssueSheet
from portal.publication.withdrawals import says_before_withdrawal
from portal.visibility import public_pages

MOST_NAMED = 5


def publish(issue):
    """False: another tab was faster, or it is not ready."""
    ready = Issue.objects.filter(pk=issue.pk, state=Issue.State.READY)
    return bool(ready.update(state=Issue.State.PUBLISHED, published=timezone.now()))


def held_back(issue, site=None):
    """Its sheets that nobody may read any more, and that no editor let stay: the file goes to nobody."""
    return issue.sheets.filter(stays=False).exclude(page__in=public_pages(site).values("pk"))


@transaction.atomic
def let_stay(issue):
    """How many sheets: an editor says that what was printed may still be given."""
    site = Site.objects.get(is_default_site=True)
    keys = list(held_back(issue, site).values_list("pk", flat=True))
    return IssueSheet.objects.filter(pk__in=keys).update(stays=True)


def of_month(edition, month):
    """The last published one; ``None``: that month has none."""
    return next((issue for issue in edition.published if issue.month == month), None)


@says_before_withdrawal
def told_of_editions(page):
    rows = IssueSheet.objects.filter(page=page, stays=False, issue__state=Issue.State.PUBLISHED)
    names = [str(row.issue) for row in rows.select_related("issue__edition").order_by("-issue__day")[:MOST_NAMED]]
    if not names:
        return ""
    said = _("Cette fiche est dans : %(editions)s. Ces fichiers ne seront plus donnés, jusqu’à ce qu’on les refasse.")
    return said % {"editions": ", ".join(names)}
