"""Queries that every visit asks again: Django writes their SQL once, and only the keys change.

Of a query that finds a few rows by their key, writing it takes ten times as long as answering it.
"""

from copy import copy
from threading import Lock
from typing import NamedTuple

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.db.models.sql.compiler import SQLCompiler

_STAND_IN = -74_639_501  # and the numbers below: a key that no row and no page has


class _Written(NamedTuple):
    queryset: QuerySet
    compiler: SQLCompiler
    sql: str
    params: tuple
    converters: dict


class Statement:
    """``make(key, …)`` is a queryset that looks for numbers or texts; ``statement(key, …)`` is the list it finds.

    What else the queryset says, a date or a rule read from the database, stays as it was when it was first asked.
    """

    def __init__(self, make, keys=1):
        self._make = make
        self._stand_ins = [_STAND_IN - number for number in range(keys)]
        self._lock, self._parts = Lock(), None

    def __call__(self, *keys):
        written = self._written()
        asked = written.queryset.all()
        asked.query.get_compiler = lambda using, **options: self._asking(written, using, keys)
        return list(asked)

    def made(self):
        """Itself, written at once. One that visits share must be: what it stands on is read by whoever makes it."""
        self._written()
        return self

    def _written(self):
        """By one thread: a query forgets its joins for a moment while it is written."""
        if self._parts is None:
            with self._lock:
                self._parts = self._parts or self._write()
        return self._parts

    def _write(self):
        queryset = self._make(*self._stand_ins)
        compiler = queryset.all().query.get_compiler(queryset.db)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:  # nothing can be found, whatever the keys: Django asks nothing for an empty SQL
            sql, params = "", ()
        converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        return _Written(queryset, compiler, sql, params, converters)

    def _asking(self, written, using, keys):
        """A compiler that has its SQL already: what follows, rows into records, is Django's own."""
        known = {str(stand_in): key for stand_in, key in zip(self._stand_ins, keys, strict=True)}
        compiler = copy(written.compiler)
        compiler.connection = connections[using]  # each thread has its own
        compiler.get_converters = lambda columns: written.converters
        params = tuple(known.get(str(each), each) for each in written.params)
        compiler.as_sql = lambda *args, **options: (written.sql, params)
        return compiler
