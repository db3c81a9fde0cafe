"""What is frozen when an issue is published, and what becomes of it once one of its pages is no longer public."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Site

from editions.booklets.comparing import change_of
from editions.models import Issue, IssueSheet
from portal.publication.withdrawals import says_before_withdrawal
from portal.visibility import public_pages

MOST_NAMED = 5


def changes_since(before, issue):
    """``(added, changed, withdrawn)`` from one issue to the next: titles, and for the second what changed in words."""
    old = {row.code: row for row in before.sheets.filter(is_set=True)}
    now = {row.code: row for row in issue.sheets.filter(is_set=True)}
    said = {code: change_of(old[code], row.parts, row.note) for code, row in now.items() if code in old}
    return (
        [row.title for code, row in now.items() if code not in old],
        [(now[code].title, words) for code, words in said.items() if words],
        [row.title for code, row in old.items() if code not in now],
    )


def publish(issue):
    """False: another tab was faster, or it is not ready."""
    ready = Issue.objects.filter(pk=issue.pk, state=Issue.State.READY)
    return bool(ready.update(state=Issue.State.PUBLISHED, published=timezone.now()))


def discard(issue):
    """An issue that nobody wants, then its files. False: it is published, or being made. Pressed twice, it is gone."""
    with transaction.atomic():
        issue = Issue.objects.select_for_update(of=("self",)).select_related("job").filter(pk=issue.pk).first()
        if issue is None:
            return True
        if issue.state == Issue.State.PUBLISHED or issue.is_under_way:
            return False
        issue.delete()
    for file in issue.files.values():
        file.delete(save=False)
    return True


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


def is_public_again(instance, **kwargs):
    """That it may stay was said of one withdrawal: the next one is asked again."""
    IssueSheet.objects.filter(page=instance.pk, stays=True).update(stays=False)


@says_before_withdrawal
def told_of_editions(page):
    """Of the page, and of those below it, which go with it."""
    rows = IssueSheet.objects.filter(page__path__startswith=page.path, stays=False)
    issues = Issue.objects.filter(pk__in=rows.values("issue"), state=Issue.State.PUBLISHED)
    names = list(map(str, issues.select_related("edition").order_by("-day", "-pk")[:MOST_NAMED]))
    if not names:
        return ""
    said = _("C’est dans : %(editions)s. Ces fichiers ne seront plus donnés, jusqu’à ce qu’on les refasse.")
    return said % {"editions": ", ".join(names)}
