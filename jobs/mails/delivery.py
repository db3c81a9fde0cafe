"""What waits is sent, once, at the pace that the mail server allows; what is unsure is asked of a person.

A mail is taken by one process in one statement. Killed between the sending and its note, nobody knows whether it left:
it is « à vérifier », and is not sent again by itself.
"""

import logging
from base64 import b64decode
from collections.abc import Callable
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPSenderRefused, SMTPServerDisconnected

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import F
from django.utils import timezone

from jobs.models import Mail

MOST_ATTEMPTS = 6
FIRST_PAUSE = timedelta(minutes=2)  # doubled at each refusal: the last attempt is an hour after the first
SURE = timedelta(minutes=5)  # a mail takes less to leave, or its process has died
HOUR = timedelta(hours=1)
# By what a mail is about, asked just before it leaves. False: what it says is no longer so, and it is forgotten.
still_so: dict[str, Callable[[Mail], bool]] = {}
logger = logging.getLogger(__name__)


def deliver(now=None):
    """Sends what is due, no more than ``MAILS_AN_HOUR``; how many have left."""
    now = now or timezone.now()
    room = settings.MAILS_AN_HOUR - Mail.objects.filter(taken__gt=now - HOUR).count()
    due = Mail.objects.filter(state=Mail.State.WAITING, due__lte=now).order_by("due", "pk")
    keys = list(due.values_list("pk", flat=True)[: max(0, room)])
    if not keys:
        return 0
    sent = 0
    try:
        with get_connection() as connection:
            for pk in keys:
                sent += _send(pk, connection)
    except (OSError, SMTPException) as error:  # the server cannot be reached: what was not taken waits
        logger.warning("Courriels : le serveur d’envoi ne répond pas (%s).", type(error).__name__)
    return sent


def _send(pk, connection):
    mine = Mail.objects.filter(pk=pk, state=Mail.State.WAITING)
    if not mine.update(state=Mail.State.SENDING, taken=timezone.now(), attempts=F("attempts") + 1):
        return False
    mail = Mail.objects.get(pk=pk)
    if mail.about in still_so and not still_so[mail.about](mail):
        mail.delete()
        return False
    try:
        message_of(mail, connection).send()
    except Exception as error:  # whatever a server or a network says: the next mail must leave
        _refused(mail, error)
        if _is_cut(error):
            raise
        return False
    Mail.objects.filter(pk=pk).update(**_left())
    return True


def message_of(mail, connection=None):
    message = EmailMultiAlternatives(
        mail.subject,
        mail.text,
        to=[mail.to],
        reply_to=[mail.reply_to] if mail.reply_to else None,
        headers=_headers(mail),
        connection=connection,
    )
    message.attach_alternative(mail.html, "text/html")
    for name, kind, content in mail.attachments:
        message.attach(name, b64decode(content), kind)
    return message


def _headers(mail):
    leaving = {"List-Unsubscribe": f"<{mail.leave}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return {"Auto-Submitted": "auto-generated", **(leaving if mail.leave else {})}


def _refused(mail, error):
    logger.warning("Courriel %s : refusé (%s).", mail.pk, type(error).__name__)
    if isinstance(error, TimeoutError):  # it fell silent with the mail in its hands: nobody knows
        mail.state = Mail.State.UNSURE
        mail.error = type(error).__name__
        mail.save(update_fields=["state", "error"])
        return
    is_final = isinstance(error, SMTPRecipientsRefused | SMTPSenderRefused) and _says_never(error)
    if is_final or mail.attempts >= MOST_ATTEMPTS:
        mail.state = Mail.State.FAILED
    else:
        mail.state, mail.due = Mail.State.WAITING, timezone.now() + FIRST_PAUSE * 2 ** (mail.attempts - 1)
    mail.error = _without_address(mail, error)[:255]
    mail.save(update_fields=["state", "due", "error"])


def _is_cut(error):
    """Nothing more can be said to the server now."""
    return isinstance(error, SMTPServerDisconnected) or (
        isinstance(error, OSError) and not isinstance(error, SMTPException)
    )


def _says_never(error):
    if isinstance(error, SMTPSenderRefused):
        return error.smtp_code >= 500
    return all(code >= 500 for code, _said in error.recipients.values())


def _without_address(mail, error):
    return f"{type(error).__name__} : {error}".replace(mail.to, "…")


def sweep_mails(now=None):
    """What a killed process was sending may have left."""
    before = (now or timezone.now()) - SURE
    Mail.objects.filter(state=Mail.State.SENDING, taken__lt=before).update(state=Mail.State.UNSURE)


def forget_mails(before):
    """Those that are over, sent or given up."""
    over = (Mail.State.SENT, Mail.State.FAILED, Mail.State.UNSURE)
    Mail.objects.filter(state__in=over, taken__lt=before).delete()


def send_again(mail):
    """What a person decides of a mail that is unsure or refused. ``False``: it is neither, any more."""
    waiting = {"state": Mail.State.WAITING, "attempts": 0, "due": timezone.now(), "error": ""}
    return bool(Mail.objects.filter(pk=mail.pk, state__in=[Mail.State.UNSURE, Mail.State.FAILED]).update(**waiting))


def count_as_sent(mail):
    """Somebody knows that it arrived. ``False``: it was not in doubt."""
    return bool(Mail.objects.filter(pk=mail.pk, state=Mail.State.UNSURE).update(**_left()))


def _left():
    """What is noted of a mail that left: what it said is nobody's any more."""
    erased = {"text": "", "html": "", "attachments": [], "leave": ""}
    return {"state": Mail.State.SENT, "sent": timezone.now(), "error": "", **erased}
