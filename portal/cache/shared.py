"""What public requests share: results that are used again as long as what they were made from says the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Site

from portal.cache import moments
from portal.cache.evidence import Evidence
from portal.cache.moments import current_moment
from portal.requests.visits import Visit, current_visit

_P = ParamSpec("_P")
_T = TypeVar("_T")

MOST_SHARED = 500  # results kept by ``shared_by_visits``

_shared: dict[tuple, tuple[Any, Evidence]] = {}
_sites: Evidence | None = None


@contextmanager
def visit() -> Iterator[Visit]:
    """A public GET, from the moment it is about to the end of its answer."""
    made = Visit(timezone.now(), current_moment())
    token = current_visit.set(made)
    try:
        _note_sites(made)
        yield made
    finally:
        current_visit.reset(token)


def shared_by_visits(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """In a public GET, what ``function`` returned for these arguments is used as long as it would return the same.

    The result is shared between requests: nobody may change it, nor read through it what ``function`` did not read: it
    would be read once, and noted in the first visit only. Elsewhere the function is simply called.
    """

    @wraps(function)
    def read(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        current = current_visit.get()
        if current is None:
            return function(*args, **kwargs)
        key = (read, get_language(), args, tuple(kwargs.items()))
        known = _shared.get(key)
        if known is None or not known[1].holds_at(current.moment):
            if len(_shared) >= MOST_SHARED:
                _shared.clear()
            with _noting(current) as evidence:
                known = function(*args, **kwargs), evidence
            _shared[key] = known
        result, evidence = known
        current.sources.append(evidence)
        return result

    return read


def evidence_of(current: Visit) -> Evidence:
    """What the answer of this visit was made from."""
    evidence = Evidence(current.moment, current.begun, current.sources)
    evidence.settle()
    return evidence


@contextmanager
def _noting(current: Visit) -> Iterator[Evidence]:
    """A part that is not of this visit only."""
    outer, current.sources = current.sources, []
    evidence = Evidence(current.moment, current.begun, current.sources)
    try:
        yield evidence
    finally:
        evidence.settle()
        current.sources = outer


def _note_sites(current: Visit) -> None:
    """Every answer stands on its site, given as an argument or read from what Wagtail keeps in each process."""
    global _sites
    sites = _sites  # another thread may be noting them anew
    if sites is None or not sites.holds_at(current.moment):
        _shared.clear()
        Site.clear_site_root_paths_cache()
        with _noting(current) as sites:
            Site.get_site_root_paths()  # which reads the sites whole
        _sites = sites
    current.sources.append(sites)


def forget() -> None:
    """For tests: a database put back in an earlier state has an earlier generation."""
    global _sites
    moments.forget()
    _shared.clear()
    _sites = None
