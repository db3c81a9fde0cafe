"""The public GET being answered: what it depends on besides its address, and whether its answer may be kept.

Without models, so that models may say of an answer that it is not whole.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple


class Moment(NamedTuple):
    """What anonymous answers depend on besides their address."""

    generation: int
    day: date
    expired: int  # pages whose date of expiry is past: one more and lists are no longer the same


@dataclass
class Visit:
    """The public GET being answered."""

    begun: datetime
    moment: Moment
    is_kept: bool = True
    sources: list[Any] = field(default_factory=list)  # what the answer is made from: ``portal.cache.sources``


current_visit: ContextVar[Visit | None] = ContextVar("visit", default=None)


def in_visit():
    """Whether what ``shared_by_visits`` returns costs nothing here."""
    return current_visit.get() is not None


@contextmanager
def as_of_now():
    """For what a visitor's request writes by the way: nothing shared, the database as it is."""
    token = current_visit.set(None)
    try:
        yield
    finally:
        current_visit.reset(token)


def keep_out():
    """Says of the answer under way that nobody should keep it: it is not whole, or not worth the place."""
    if current := current_visit.get():
        current.is_kept = False
