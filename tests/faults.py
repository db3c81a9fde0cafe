"""Faults made on purpose: a database that another process holds or that is full, a disk without room."""

import errno
import re
from contextlib import contextmanager

from django.core.files.storage import FileSystemStorage
from django.db import OperationalError, connection

WRITING = re.compile(r"\s*(INSERT|UPDATE|DELETE|REPLACE)\b(?:\s+OR \w+)?(?:\s+INTO|\s+FROM)?\s+\"?(\w+)", re.IGNORECASE)
HELD, FULL = "database is locked", "database or disk is full"


@contextmanager
def written_tables():
    """The tables that are written meanwhile."""
    tables = set()

    def note(execute, sql, params, many, context):
        if found := WRITING.match(str(sql)):
            tables.add(found[2])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables


@contextmanager
def refusing_database(message=HELD, table=r"\w+"):
    """Each write (to the tables of this name) fails as SQLite would let it fail; reading goes on."""

    def refuse(execute, sql, params, many, context):
        found = WRITING.match(str(sql))
        if found and re.fullmatch(table, found[2]):
            raise OperationalError(message)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refuse):
        yield


def fill_the_disk(monkeypatch):
    """Files are begun, and cut short."""
    save = FileSystemStorage._save

    def cut_short(self, name, content):
        save(self, name, content)
        with open(self.path(name), "w"):
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "_save", cut_short)
