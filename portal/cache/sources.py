"""What an answer is made from: statements that read the database, questions put to the search.

Each can be asked again, at any later moment, and says whether it still answers the same.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import blake2b
from typing import Any, TypeVar

from django.db import connections

from portal.cache.unseen import COLUMNS
from portal.requests.visits import current_visit

_T = TypeVar("_T")

HIDDEN = frozenset({*COLUMNS, "numchild"})

_ROWS = re.compile(r"[\s(]*(?:SELECT|WITH)\b", re.IGNORECASE)


def fingerprint(answer: object) -> bytes:
    return blake2b(repr(answer).encode(errors="backslashreplace"), digest_size=16).digest()


class Source:
    """``ask`` has no effect and needs no request. It is asked at once when the answer is not at hand yet."""

    __slots__ = ("ask", "known")

    def __init__(self, ask: Callable[[], object], known: bytes | None = None) -> None:
        self.ask, self.known = ask, known

    def settle(self) -> None:
        if self.known is None:
            self.known = fingerprint(self.ask())

    def holds(self) -> bool:
        return self.known is not None and fingerprint(self.ask()) == self.known


def asked(ask: Callable[[], _T]) -> _T:
    """What ``ask`` answers, noted in the visit under way. Whatever is no statement goes through here."""
    answer = ask()
    if visit := current_visit.get():
        visit.sources.append(Source(ask, fingerprint(answer)))
    return answer


def note_statement(alias: str, sql: str, params: Any) -> None:
    """For each statement of a connection: those that give rows are sources of the visit under way."""
    visit = current_visit.get()
    if visit is not None and _ROWS.match(sql):
        visit.sources.append(Source(partial(_rows, alias, sys.intern(sql), params)))


def _rows(alias: str, sql: str, params: Any) -> Sequence[Sequence]:
    with connections[alias].cursor() as cursor:
        cursor.execute(sql, params)
        names, rows = [column[0] for column in cursor.description], cursor.fetchall()
    hidden = [place for place, name in enumerate(names) if name in HIDDEN]
    return [_seen(row, names, hidden) for row in rows] if hidden else rows


def _seen(row: tuple, names: list[str], hidden: list[int]) -> list:
    """Of the number of children of a page, whether it has some: a new sheet is no change of those beside it."""
    seen = list(row)
    for place in hidden:
        seen[place] = bool(row[place]) if names[place] == "numchild" else None
    return seen
