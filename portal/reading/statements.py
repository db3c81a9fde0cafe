"""Queries that every visit asks again: Django writes their SQL once, and only the keys change.

Of a query that finds a few rows by their key, writing it takes ten times as long as answering it.
"""

from copy import copy

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.utils.functional import cached_property

_STAND_IN = -74_639_501  # and the numbers below: a key that no row and no page has


class Statement:
    """``make(key, …)`` is a queryset that looks for numbers or texts; ``statement(key, …)`` is the list it finds.

    What else the queryset says, a date or a rule read from the database, stays as it was when it was first asked.
    """

    def __init__(self, make, keys=1):
        self._make = make
        self._stand_ins = [_STAND_IN - number for number in range(keys)]

    def __call__(self, *keys):
        asked = self._queryset.all()
        asked.query.get_compiler = lambda using, **options: self._asking(using, keys)
        return list(asked)

    def made(self):
        """Itself, written at once. One that visits share must be: what it stands on is read by whoever makes it."""
        self._written  # noqa: B018 - kept from here on
        return self

    @cached_property
    def _queryset(self):
        return self._make(*self._stand_ins)

    @cached_property
    def _written(self):
        compiler = self._queryset.query.get_compiler(self._queryset.db)
        try:
            sql, params = compiler.as_sql()
        except EmptyResultSet:  # nothing can be found, whatever the keys: Django asks nothing for an empty SQL
            sql, params = "", ()
        converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        return compiler, sql, params, converters

    def _asking(self, using, keys):
        """A compiler that has its SQL already: what follows, rows into records, is Django's own."""
        written, sql, params, converters = self._written
        known = {str(stand_in): key for stand_in, key in zip(self._stand_ins, keys, strict=True)}
        compiler = copy(written)
        compiler.connection = connections[using]  # each thread has its own
        compiler.get_converters = lambda columns: converters
        compiler.as_sql = lambda *args, **options: (sql, tuple(known.get(str(each), each) for each in params))
        return compiler
