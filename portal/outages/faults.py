"""Faults that are nobody's mistake: the database is held by another writer, away or full, the disk full or closed."""

import errno

from django.db import Error, InterfaceError, OperationalError

HELD, FULL, AWAY, CLOSED = "held", "full", "away", "closed"

# After a fault of its own a disk is put back read-only; a folder may be somebody else's.
_ERRNO = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EROFS: CLOSED,
    errno.EACCES: CLOSED,
    errno.EPERM: CLOSED,
}
_SQLITE = {
    "is locked": HELD,
    "database or disk is full": FULL,
    "disk i/o error": FULL,  # also what SQLite says when its journal finds no room
    "readonly database": AWAY,
    "unable to open database": AWAY,
}
# PostgreSQL: no lock in time, deadlock; disk full, out of resources; connection lost, starting, stopping.
_SQLSTATE = {
    "55P03": HELD,
    "40P01": HELD,
    "40001": HELD,
    "57014": HELD,
    "53100": FULL,
    "53": AWAY,
    "08": AWAY,
    "57P": AWAY,
}


def outage_of(error):
    """Which of the four is behind an error; None when it is something else."""
    seen = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        if found := _outage(error):
            return found
        error = error.__cause__ or error.__context__
    return None


def _outage(error):
    if isinstance(error, OSError):
        return _ERRNO.get(error.errno)
    if not isinstance(error, Error):
        return None
    state = getattr(error.__cause__, "sqlstate", None)
    if state:
        return next((kind for start, kind in _SQLSTATE.items() if state.startswith(start)), None)
    text = str(error).lower()
    if found := next((kind for words, kind in _SQLITE.items() if words in text), None):
        return found
    is_lost = type(error.__cause__).__module__.startswith("psycopg") and isinstance(error, OperationalError)
    return AWAY if is_lost or isinstance(error, InterfaceError) else None
