"""Writing by the way: what a visitor's request may write, it writes at once or not at all."""

import logging
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import DatabaseError, connection, transaction

logger = logging.getLogger(__name__)

PATIENCE = 100  # milliseconds that a visitor may wait for another writer

_in_passing = ContextVar("in_passing", default=False)


@contextmanager
def in_passing(is_so=True):
    """Within it a page is only read: what is written besides is nobody's wish."""
    token = _in_passing.set(is_so)
    try:
        yield
    finally:
        _in_passing.reset(token)


def is_in_passing():
    return _in_passing.get()


@contextmanager
def impatient(milliseconds=PATIENCE):
    """Within it, a write gives up when another one holds the database, and so does what follows its commit."""
    usual = _set_patience(milliseconds)
    try:
        yield
    finally:
        if not connection.needs_rollback:  # PostgreSQL would refuse, and puts the setting back with all the rest
            _set_patience(usual)


def at_once(write, what):
    """Whether ``write()`` was done. The visitor never waits for it, and never sees it fail."""
    try:
        with impatient(), transaction.atomic():
            write()
    except DatabaseError as error:
        # The error may quote what was to be written.
        logger.warning("%s : remis à plus tard (%s).", what, type(error).__name__)
        return False
    return True


def _set_patience(value):
    """Returns what it was before."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            usual = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
            cursor.execute(f"PRAGMA busy_timeout = {int(value)}")
        else:
            cursor.execute("SHOW lock_timeout")
            usual = cursor.fetchone()[0]
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [str(value)])
    return usual
