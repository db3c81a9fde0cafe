"""« Signaler une erreur »: what a visitor says is told to whoever answers for the page, and followed until its end."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.mails.posting import Message, absolute, post
from portal.accounts.sent_once import is_first
from portal.events import MISTAKE_REPORTED
from portal.models import User
from portal.pages import page_models
from portal.visibility import public_pages
from reviews.models import Report
from reviews.owners import owner_of
from sheets.freshness import FreshnessMixin

MOST_TOLD = 5  # of those who follow reports, where a page has no owner


@transaction.atomic
def receive(message, *, page=None, about="", contact="", opened=""):
    """Notes a report, and tells the owner of ``page``. ``about``: of what is no page, the words that found nothing.

    ``opened``: of the form, which says the same once however often its button is pressed; ``None`` comes of it then.
    """
    if opened and not is_first("signalement", opened, page and page.pk, about, message, contact):
        return None
    about = page.title if page else about
    report = Report.objects.create(page_id=page and page.pk, about=about[:255], message=message, contact=contact)
    for address in addresses_of(page):
        post(f"signalement {report.pk} {address}", address, _message(report), about="report")
    if page:
        MISTAKE_REPORTED.send(sender=type(page), instance=page, key=str(report.pk))
    return report


def addresses_of(page):
    """The owner's; of nobody's page, and of what is no page, those of whoever follows reports."""
    return (owner_of(page).addresses if page else ()) or _followers()


def _followers():
    right = "reviews.change_report"
    users = User.objects.with_perm(right, backend="django.contrib.auth.backends.ModelBackend", include_superusers=False)
    return tuple(user.email for user in users.filter(is_active=True).exclude(email="").order_by("pk")[:MOST_TOLD])


def _message(report):
    """No word of how to reach whoever wrote: the admin has it, and forgets it."""
    return Message(
        _("Signalement : %s") % report.about,
        [_("Quelqu’un signale, sur « %s » :") % report.about, report.message],
        _("Vous répondez de cette page sur le portail."),
        link=absolute(reverse("reports:report", args=[report.pk])),
        link_label=_("Y répondre"),
    )


def counts_of(pages):
    """``{key: how many reports are not over}``."""
    keys = Report.objects.filter(page__in=[page.pk for page in pages]).exclude(state__in=Report.OVER)
    found: dict[int, int] = {}
    for key in keys.values_list("page", flat=True):
        found[key] = found.get(key, 0) + 1
    return found


def decide(report, state, reason, user):
    """The next state; whoever wants to refuse says why."""
    report.state, report.reason, report.by = state, reason, user
    report.ended = timezone.now() if state in Report.OVER else None
    report.save(update_fields=["state", "reason", "by", "ended"])


def forget_contacts(before):
    """A month after the end nobody needs to answer any more."""
    Report.objects.filter(ended__lt=before).exclude(contact="").update(contact="")


def page_of(code):
    """The public page of this code, if visitors may report on it."""
    models = [model for model in page_models() if issubclass(model, FreshnessMixin)]
    keys = [pk for model in models for pk in model.objects.filter(code=code).values_list("pk", flat=True)]
    page = public_pages().filter(pk__in=keys).select_related("owner").first()
    return page and page.specific
