"""Asked on the site, confirmed from the mail, left in one press: an address is nobody's until it has said yes."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from jobs.mails.posting import Message, absolute, post
from jobs.models import Mail
from letters.models import Subscription
from letters.searches import canonical, listing_of, said_to_anybody
from portal.accounts import personal_links

JOIN, LEAVE = "lettre", "lettre-fin"
DAYS_TO_CONFIRM = 3
LEAVE_DAYS = 400  # whoever finds last year's letter may still leave
WHY = _("Quelqu’un a écrit votre adresse sur le portail pour recevoir cette lettre.")


def ask(email, search, every):
    """Writes to ``email``, whatever it follows already: nobody else learns what."""
    listing = listing_of(search)
    row = _row(email.strip().lower(), canonical(listing), every)
    link = _link(JOIN, row, every, days=DAYS_TO_CONFIRM)
    message = Message(
        _("À confirmer : une lettre du portail"),
        [
            _("Recevoir %(every)s ce qui change pour : %(search)s ?")
            % {"every": Subscription.Every(every).label, "search": said_to_anybody(listing)},
            _("Sans réponse de votre part, rien ne vous sera envoyé et votre adresse est effacée dans trois jours."),
        ],
        str(WHY),
        link=link,
        link_label=_("Oui, je veux la recevoir"),
    )
    post(f"lettre {row.pk} {timezone.now():%Y-%m-%d %H}", row.email, message, about=JOIN)


def _row(email, search, every):
    with transaction.atomic():
        try:
            with transaction.atomic():
                return Subscription.objects.create(email=email, search=search, every=every)
        except IntegrityError:
            again = Subscription.objects.filter(email=email, search=search)
            again.filter(is_confirmed=False).update(asked=timezone.now())  # its three days begin anew with its mail
            return again.get()


def _link(purpose, row, *more, days):
    token = personal_links.give(purpose, " ".join([str(row.pk), *more]), days=days)
    return absolute(reverse(purpose.replace("-", "_"), args=[token]))


def leave_link(row):
    return _link(LEAVE, row, days=LEAVE_DAYS)


def confirm(row, every):
    """``False``: it was confirmed already, at that pace. What is told begins now."""
    if row.is_confirmed and row.every == every:
        return False
    row.is_confirmed, row.every, row.since = True, every, timezone.now()
    row.save()
    return True


@transaction.atomic
def leave(row):
    """Nothing is kept, not even a letter on its way."""
    waiting = Mail.objects.filter(about=JOIN, to=row.email, state=Mail.State.WAITING)
    waiting.filter(key__startswith=f"lettre {row.pk} ").delete()
    personal_links.use_up(LEAVE, row.pk)
    row.delete()


def forget_unconfirmed(now=None):
    before = (now or timezone.now()) - timedelta(days=DAYS_TO_CONFIRM)
    Subscription.objects.filter(is_confirmed=False, asked__lt=before).delete()
