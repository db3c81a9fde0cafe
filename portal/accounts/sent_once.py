"""What a visitor sent, known by a hash of it: sent once more by a second press of the button, it is done once."""

from datetime import timedelta
from hashlib import sha256

from django.utils import timezone

from portal.models import Sent

KEPT = timedelta(days=1)  # a form is good for half of it


def is_first(*what):
    """Whether ``what`` is sent for the first time. Within the transaction that does it: both are kept, or neither."""
    return Sent.objects.get_or_create(digest=_digest(what))[1]


def was_sent(*what):
    return Sent.objects.filter(digest=_digest(what)).exists()


def _digest(what):
    return sha256("\n".join(map(str, what)).encode()).hexdigest()


def forget_sent(now=None):
    Sent.objects.filter(at__lt=(now or timezone.now()) - KEPT).delete()
