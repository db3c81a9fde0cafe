"""The letter itself: once a week or a month, only when something changed."""

import logging
from datetime import timedelta

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobs.mails.posting import Item, Message, absolute, post
from letters.models import Subscription
from letters.searches import Away, changes_since, listing_of
from letters.subscribing import JOIN, leave_link
from portal.visibility import public_pages

logger = logging.getLogger(__name__)
EVERY = {Subscription.Every.WEEK: timedelta(days=7), Subscription.Every.MONTH: timedelta(days=30)}
MOST = 20  # pages that a letter names; the search has the rest
AT_ONCE = 200  # an hour


def write_due(now=None):
    """Posts the letters that are due; where no engine answers they wait for the next hour.

    One that cannot be written keeps no other from being so.
    """
    now = now or timezone.now()
    for every, pause in EVERY.items():
        due = Subscription.objects.filter(is_confirmed=True, every=every, since__lte=now - pause)
        for key in list(due.order_by("since").values_list("pk", flat=True)[:AT_ONCE]):
            try:
                _write(key, now)
            except Away:
                return
            except DatabaseError:
                raise
            except Exception:
                logger.exception("Lettre %s : elle n’a pas pu être écrite.", key)


@transaction.atomic
def _write(key, now):
    row = Subscription.objects.select_for_update().filter(pk=key).first()
    if row is None:
        return
    changes = changes_since(row.search, row.since)
    if changes:
        post(_key(row, row.since), row.email, _letter(row, changes), about=JOIN)
        row.before, row.named = row.since, [change.page for change in changes[:MOST]]
    row.since = now
    row.save(update_fields=["since", "before", "named"])


def _key(row, since):
    return f"lettre {row.pk} {since:%Y-%m-%d %H:%M}"


def is_still_so(mail):
    """Whether visitors may still read all that a letter names; else it is written again without that, in an hour."""
    row = Subscription.objects.filter(pk=mail.key.split()[1], before__isnull=False).first()
    if row is None or mail.key != _key(row, row.before):
        return True
    if public_pages().filter(pk__in=row.named).count() == len(row.named):
        return True
    Subscription.objects.filter(pk=row.pk).update(since=row.before)
    return False


def _letter(row, changes):
    listing, link = listing_of(row.search), leave_link(row)
    count = ngettext("%d fiche nouvelle ou mise à jour", "%d fiches nouvelles ou mises à jour", len(changes))
    new = _("Nouveau : %s")
    return Message(
        f"{count % len(changes)} : {listing.said}",
        [_("Depuis la dernière lettre, pour « %s » :") % listing.said],
        _("Vous recevez cette lettre parce que vous l’avez demandée."),
        link=absolute(listing.url(listing.query)),
        link_label=_("Voir toute la recherche"),
        items=[
            Item(new % change.title if change.is_new else change.title, change.text, absolute(change.path))
            for change in changes[:MOST]
        ],
        leave=link,
    )
