"""A mail decided: written in the caller's transaction, so that what is undone sends nothing."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils import timezone

from jobs.models import Mail

LONGEST_SUBJECT = 150


def one_line(text, longest=LONGEST_SUBJECT):
    """``text`` as a header may hold it: whatever breaks a line is a space."""
    words = " ".join("".join(sign if sign.isprintable() else " " for sign in str(text)).split())
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}…"


def can_be_written_to(address):
    try:
        validate_email(address)
    except ValidationError:
        return False
    return len(address) <= Mail._meta.get_field("to").max_length


def absolute(path):
    """The whole address, as a mail must give it, of a path of this site."""
    return f"{settings.WAGTAILADMIN_BASE_URL.rstrip('/')}{path}"


@dataclass(frozen=True)
class Item:
    """One of several things that a mail leads to; ``link`` is a whole address."""

    title: str
    text: str
    link: str


@dataclass(frozen=True)
class Message:
    """What a mail says: ``paragraphs``, ``items``, a ``link`` (a whole address) under its label, ``why`` it was sent.

    ``attachments`` are rows (name, media type, bytes). ``leave`` is the whole address where one press ends such mails,
    whoever presses: programs of mail do by themselves (RFC 8058).
    """

    subject: str
    paragraphs: Sequence[str]
    why: str
    link: str = ""
    link_label: str = ""
    attachments: Sequence[tuple[str, str, bytes]] = ()
    items: Sequence[Item] = ()
    leave: str = ""


def post(key, to, message, *, about, reply_to="", due=None):
    """Writes one mail to ``to``; ``None`` when that ``key`` was posted before or ``to`` is no address.

    ``about`` is a word for its sort, ``due`` the moment before which it does not leave.
    """
    if not can_be_written_to(to):
        return None
    context = {**vars(message), "subject": one_line(message.subject), "site_name": settings.WAGTAIL_SITE_NAME}
    mail, is_new = Mail.objects.get_or_create(
        key=key[:200],
        defaults={
            "about": about,
            "to": to,
            "reply_to": reply_to if can_be_written_to(reply_to) else "",
            "subject": context["subject"],
            "text": render_to_string("mails/message.txt", context),
            "html": render_to_string("mails/message.html", context),
            "attachments": [[name, kind, b64encode(content).decode()] for name, kind, content in message.attachments],
            "leave": message.leave,
            "due": due or timezone.now(),
        },
    )
    return mail if is_new else None


def take_back(*keys):
    """Forgets mails that have not left: what they said is no longer so. How many."""
    return Mail.objects.filter(key__in=keys, state=Mail.State.WAITING).delete()[0]
