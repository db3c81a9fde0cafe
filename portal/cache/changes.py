"""The content's generation: one number that changes with every change visitors may see.

Every such statement adds a ``VisibleChange`` row in its own transaction; the generation is the sum of their steps. It
never comes back, it needs no lock, and a transaction that commits late still changes it.
"""

import re

from django.db import DEFAULT_DB_ALIAS, connections, transaction

from portal.cache.sources import note_statement
from portal.cache.unseen import COLUMNS, unseen_tables
from portal.models import VisibleChange

# A first visit makes the renditions it shows: the page that shows them is that very one.
UNSEEN_WHEN_ADDED = {"portal_rendition"}

_READING = re.compile(
    r"[\s(]*(?:SELECT|PRAGMA|EXPLAIN|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|SET|SHOW|DECLARE|FETCH|CLOSE|LOCK"
    r"|ANALYZE|VACUUM|REINDEX|WITH(?!.*\b(?:INSERT|UPDATE|DELETE|MERGE)\b))\b",
    re.IGNORECASE | re.DOTALL,
)
_ROLLBACK = re.compile(r"\s*ROLLBACK\b", re.IGNORECASE)
_SCHEMA = re.compile(r"\s*(?:CREATE|ALTER|DROP|COMMENT)\b", re.IGNORECASE)
_WRITING = re.compile(
    r'\s*(?P<verb>INSERT|REPLACE|UPDATE|DELETE)(?:\s+OR\s+\w+)?(?:\s+INTO|\s+FROM)?\s+"?(?P<table>\w+)"?', re.IGNORECASE
)
_DRAFT_ONLY = re.compile(
    rf'UPDATE "\w+" SET (?:"(?:{"|".join(COLUMNS)})" = (?:%s|NULL)(?:, (?=")| (?=WHERE)))+WHERE',  # noqa: S608 - a pattern
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\s*(?:UPDATE|DELETE)\b(?!.*\bRETURNING\b)", re.IGNORECASE | re.DOTALL)
_GENERATION = f'SELECT SUM("step") FROM "{VisibleChange._meta.db_table}"'  # noqa: S608 - no value in it

PRUNE_EVERY = 256  # rows: their sum is read at each request


def is_visible(sql):
    """Whether a statement may change what visitors see. What is not known to be harmless does."""
    if _READING.match(sql) or _SCHEMA.match(sql):
        return False
    writing = _WRITING.match(sql)
    if writing is None:
        return True
    table = writing["table"].lower()
    if table in unseen_tables() or (table in UNSEEN_WHEN_ADDED and writing["verb"].upper() == "INSERT"):
        return False
    return not _DRAFT_ONLY.match(sql)


def _touched_nothing(sql, cursor):
    """An UPDATE or a DELETE that met no row. SQLite counts those of a RETURNING only once they are fetched."""
    return cursor.rowcount == 0 and bool(_COUNTED.match(sql))


class Recorder:
    """Sees every statement of one connection, and notes the first visible change of each transaction."""

    def __init__(self):
        self.noted_in = None
        self.is_ready = False

    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        text = str(sql)
        note_statement(context["cursor"], context["connection"].alias, text, params)
        if text == _GENERATION or _ROLLBACK.match(text):
            # Read inside the transaction, what this one changes from now on is another change. Undone by hand to a
            # savepoint, the row may be gone.
            self.noted_in = None
        elif _SCHEMA.match(text):
            self.is_ready = False
        elif is_visible(text) and not _touched_nothing(text, context["cursor"]):
            self.note(context["connection"])
        return result

    def note(self, connection):
        # Django begins this list anew whenever a transaction ends and a savepoint is rolled back, even one made by
        # hand: as long as it is the same, so is the row.
        if connection.in_atomic_block and self.noted_in is connection.run_on_commit:
            return
        if not self.is_ready:
            self.is_ready = VisibleChange._meta.db_table in connection.introspection.table_names()
        if self.is_ready:  # else migrations are still on their way to the table
            row = VisibleChange.objects.using(connection.alias).create()
            # Outside of a transaction nothing renews the list before the next one begins.
            self.noted_in = connection.run_on_commit if connection.in_atomic_block else None
            if connection.in_atomic_block and row.pk % PRUNE_EVERY == 0:
                prune(connection.alias)


def record_changes(connection, **kwargs):
    """On each new connection. First in the list: ``execute_wrapper`` takes away the last one, whatever it is."""
    if not any(isinstance(wrapper, Recorder) for wrapper in connection.execute_wrappers):
        connection.execute_wrappers.insert(0, Recorder())


def bump(using=DEFAULT_DB_ALIAS):
    """For changes that no statement shows: files replaced, rows loaded by COPY. In their transaction, if any."""
    VisibleChange.objects.using(using).create()


def prune(using=DEFAULT_DB_ALIAS):
    """Many rows become one with their sum, so that the generation stays the same. Returns how many there were."""
    with transaction.atomic(using=using, savepoint=False):  # SQLite opens none while a statement has rows to give
        rows = VisibleChange.objects.using(using).select_for_update(skip_locked=True)
        steps = dict(rows.values_list("pk", "step"))
        if len(steps) > 1:
            VisibleChange.objects.using(using).filter(pk__in=steps).delete()
            VisibleChange.objects.using(using).create(step=sum(steps.values()))
    return len(steps)


def read_generation():
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(_GENERATION)
        return int(cursor.fetchone()[0] or 0)
