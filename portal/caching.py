"""What may be kept as long as nothing visible changes: results shared between public requests, and whole pages.

What is kept for one ``Moment`` is never looked at in another: there is nothing to purge, and no time-out.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date, datetime
from functools import wraps
from typing import NamedTuple, ParamSpec, TypeVar

from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page, Site

from portal.changes import read_generation

_P = ParamSpec("_P")
_T = TypeVar("_T")

MOST_SHARED = 500  # results kept by ``per_generation``


class Moment(NamedTuple):
    """What anonymous answers depend on besides their address."""

    generation: int
    day: date
    expired: int  # pages whose date of expiry is past: one more and lists are no longer the same


@dataclass
class Visit:
    """The public GET being answered."""

    moment: Moment
    is_kept: bool = True


_visit: ContextVar[Visit | None] = ContextVar("visit", default=None)
_expiries: tuple[int | None, tuple[datetime, ...]] = (None, ())  # (generation, moments when a page expires, in order)
_shared: tuple[Moment | None, dict] = (None, {})  # (moment, results of ``per_generation``)


def current_moment():
    """One query; two when something has changed since the last time."""
    generation, now = read_generation(), timezone.now()
    return Moment(generation, timezone.localdate(now), bisect(_expiries_of(generation), now))


def _expiries_of(generation):
    global _expiries
    known, expiries = _expiries
    if known != generation:
        Site.clear_site_root_paths_cache()  # Wagtail empties it in the process that changed a site only
        dates = Page.objects.filter(live=True, expire_at__isnull=False).order_by("expire_at")
        expiries = tuple(dates.values_list("expire_at", flat=True))
        _expiries = generation, expiries
    return expiries


@contextmanager
def visit():
    """A public GET, from the moment it is about to the end of its answer."""
    made = Visit(current_moment())
    token = _visit.set(made)
    try:
        yield made
    finally:
        _visit.reset(token)


def in_visit():
    """Whether what ``per_generation`` returns costs nothing here."""
    return _visit.get() is not None


@contextmanager
def as_of_now():
    """For what a visitor's request writes by the way: nothing shared, the database as it is."""
    token = _visit.set(None)
    try:
        yield
    finally:
        _visit.reset(token)


def keep_out():
    """Says of the answer under way that nobody should keep it: it is not whole, or not worth the place."""
    if current := _visit.get():
        current.is_kept = False


def per_generation(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """In a public GET, what ``function`` returned for these arguments is used until something visible changes.

    The result is shared between requests: nobody may change it. Elsewhere the function is simply called.
    """

    @wraps(function)
    def read(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        global _shared
        current = _visit.get()
        if current is None:
            return function(*args, **kwargs)
        moment, results = _shared
        if moment != current.moment or len(results) > MOST_SHARED:
            _shared = moment, results = current.moment, {}
        key = (read, get_language(), args, tuple(kwargs.items()))
        if key not in results:
            results[key] = function(*args, **kwargs)
        return results[key]

    return read


def forget():
    """For tests: a database put back in an earlier state has an earlier generation."""
    global _expiries, _shared
    _expiries, _shared = (None, ()), (None, {})
