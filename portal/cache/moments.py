"""When an anonymous answer is made: what changes from one moment to the next, whoever asks."""

from bisect import bisect
from datetime import datetime

from django.utils import timezone
from wagtail.models import Page

from portal.cache.changes import read_generation
from portal.requests.visits import Moment

_expiries: tuple[int | None, tuple[datetime, ...]] = (None, ())  # (generation, moments when a page expires, in order)


def current_moment():
    """One query; two when something has changed since the last time."""
    generation, now = read_generation(), timezone.now()
    return Moment(generation, timezone.localdate(now), expired_at(generation, now))


def expired_at(generation, when):
    """How many pages, of those that are live in this generation, have expired at ``when``."""
    return bisect(_expiries_of(generation), when)


def _expiries_of(generation):
    global _expiries
    known, expiries = _expiries
    if known != generation:
        dates = Page.objects.filter(live=True, expire_at__isnull=False).order_by("expire_at")
        expiries = tuple(dates.values_list("expire_at", flat=True))
        _expiries = generation, expiries
    return expiries


def forget():
    """For tests: a database put back in an earlier state has an earlier generation."""
    global _expiries
    _expiries = (None, ())
