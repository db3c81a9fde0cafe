"""What an answer is made from: statements that read the database, questions put to the search.

Each knows what it was answered, can be asked again at any later moment, and says whether it is still answered the same.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import Any, TypeVar

from django.db import connections

from portal.cache.unseen import COLUMNS
from portal.requests.visits import current_visit

_T = TypeVar("_T")

HIDDEN = frozenset({*COLUMNS, "numchild"})

_ROWS = re.compile(r"[\s(]*(?:SELECT|WITH)\b", re.IGNORECASE)
_TABLES = re.compile(r'\b(?:FROM|JOIN)\s+"?(\w+)', re.IGNORECASE)


def fingerprint(answer: object) -> bytes:
    return blake2b(repr(answer).encode(errors="backslashreplace"), digest_size=16).digest()


def asked(ask: Callable[[], _T]) -> _T:
    """What ``ask`` answers, noted in the visit under way. Whatever is no statement goes through here.

    ``ask`` has no effect and needs no request.
    """
    answer = ask()
    if visit := current_visit.get():
        visit.sources.append(Question(ask, fingerprint(answer)))
    return answer


class Question:
    def __init__(self, ask: Callable[[], object], known: bytes) -> None:
        self.ask, self.known = ask, known

    def settle(self) -> None:
        """It is already."""

    def holds(self) -> bool:
        return fingerprint(self.ask()) == self.known


class Reading:
    """``rows`` is filled as the rows are fetched; once it is settled, only their fingerprint stays."""

    def __init__(self, alias: str, sql: str, params: Any, columns: Sequence[str]) -> None:
        self.alias, self.sql, self.params = alias, sys.intern(sql), params
        self.rows: list[Sequence] = []
        self.known: bytes | None = None
        self._hidden = [(place, name) for place, name in enumerate(columns) if name in HIDDEN]

    def settle(self) -> None:
        if self.known is None:
            self.known = self._fingerprint(self.rows)
            self.rows = []

    def holds(self) -> bool:
        return self._fingerprint(self.ask()) == self.known

    def ask(self) -> list[Sequence]:
        with connections[self.alias].cursor() as cursor:
            cursor.execute(self.sql, self.params)
            return cursor.fetchall()

    def _fingerprint(self, rows: list[Sequence]) -> bytes:
        return fingerprint([self._seen(row) for row in rows] if self._hidden else [tuple(row) for row in rows])

    def _seen(self, row: Sequence) -> tuple:
        """Of the number of children of a page, whether it has some: a new sheet changes nothing of those beside it."""
        seen = list(row)
        for place, name in self._hidden:
            seen[place] = bool(row[place]) if name == "numchild" else None
        return tuple(seen)


class _Telling:
    """A cursor of the driver that tells a statement what is fetched from it."""

    def __init__(self, cursor: Any, rows: list[Sequence]) -> None:
        self.told, self._rows = cursor, rows

    def __getattr__(self, name: str) -> Any:
        return getattr(self.told, name)

    def __iter__(self) -> Iterator[Sequence]:
        for row in self.told:
            self._rows.append(row)
            yield row

    def fetchone(self) -> Sequence | None:
        row = self.told.fetchone()
        self._rows += [] if row is None else [row]
        return row

    def fetchmany(self, *args: Any, **kwargs: Any) -> list[Sequence]:
        rows = self.told.fetchmany(*args, **kwargs)
        self._rows += rows
        return rows

    def fetchall(self) -> list[Sequence]:
        rows = self.told.fetchall()
        self._rows += rows
        return rows


@lru_cache(maxsize=4096)
def _is_source(sql: str) -> bool:
    """Types of content are read once in a process, and never change under it."""
    return bool(_ROWS.match(sql)) and set(_TABLES.findall(sql)) != {"django_content_type"}


def note_statement(cursor: Any, alias: str, sql: str, params: Any) -> None:
    """For each statement that ``cursor``, Django's, has just run: one that gives rows is a source of the visit."""
    visit = current_visit.get()
    if visit is None or not _is_source(sql) or not cursor.description:
        return
    statement = Reading(alias, sql, params, [column[0] for column in cursor.description])
    cursor.cursor = _Telling(getattr(cursor.cursor, "told", cursor.cursor), statement.rows)
    visit.sources.append(statement)
