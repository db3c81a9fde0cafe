"""What may be kept as long as nothing visible changes: results shared between public requests, and whole pages.

What is kept for one ``Moment`` is never looked at in another: there is nothing to purge, and no time-out.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Callable
from contextlib import contextmanager
from datetime import datetime
from functools import wraps
from typing import ParamSpec, TypeVar

from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page, Site

from portal.cache.changes import read_generation
from portal.requests.visits import Moment, Visit, current_visit

_P = ParamSpec("_P")
_T = TypeVar("_T")

MOST_SHARED = 500  # results kept by ``per_generation``


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
    token = current_visit.set(made)
    try:
        yield made
    finally:
        current_visit.reset(token)


def per_generation(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """In a public GET, what ``function`` returned for these arguments is used until something visible changes.

    The result is shared between requests: nobody may change it. Elsewhere the function is simply called.
    """

    @wraps(function)
    def read(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        global _shared
        current = current_visit.get()
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
