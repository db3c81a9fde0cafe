"""The content's generation, and what may be kept as long as it stays the same.

Every statement that changes something visitors may see adds a ``VisibleChange`` row in its own transaction. The sum of
their steps is the generation: it never comes back, it needs no lock, and a transaction that commits late still
changes it. What is kept for one ``Moment`` is never looked at in another: there is nothing to purge.
"""

import re
from bisect import bisect
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import NamedTuple

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Page, Site

from portal.models import VisibleChange

# Tables that no anonymous page reads: who works here, on what, with which drafts, and what search has yet to apply.
# The reference index is not among them (a center's page asks it what happens there), nor are the search's entries.
UNSEEN = re.compile(
    r"axes_\w+|auth_\w+|django_\w+|portal_user\w*|portal_visiblechange|directory_termuse|home_samplerecord"
    r"|search_(?:outbox|change|missedsearch)|wagtail(?:admin|search|users|forms)_\w+|wagtailsearchpromotions_query\w*"
    r"|wagtailcore_(?:\w*logentry|revision|comment\w*|pagesubscription|workflow\w*|task\w*|groupapproval\w*"
    r"|group\w*permission|apitoken|uploadedfile)"
)
# A first visit makes the renditions it shows: the page that shows them is that very one.
UNSEEN_WHEN_ADDED = {"portal_rendition"}
# Columns that a draft changes on what it is a draft of, whatever the table.
DRAFT_COLUMNS = (
    "draft_title|latest_revision_id|latest_revision_created_at|has_unpublished_changes"
    "|locked|locked_at|locked_by_id|owner_id|go_live_at"
)

_READING = re.compile(
    r"[\s(]*(?:SELECT|PRAGMA|EXPLAIN|SAVEPOINT|RELEASE|ROLLBACK|BEGIN|COMMIT|SET|SHOW|DECLARE|FETCH|CLOSE|LOCK"
    r"|ANALYZE|VACUUM|REINDEX|WITH(?!.*\b(?:INSERT|UPDATE|DELETE|MERGE)\b))\b",
    re.IGNORECASE | re.DOTALL,
)
_SCHEMA = re.compile(r"\s*(?:CREATE|ALTER|DROP|COMMENT)\b", re.IGNORECASE)
_WRITING = re.compile(
    r'\s*(?P<verb>INSERT|REPLACE|UPDATE|DELETE)(?:\s+OR\s+\w+)?(?:\s+INTO|\s+FROM)?\s+"?(?P<table>\w+)"?', re.IGNORECASE
)
_DRAFT_ONLY = re.compile(
    rf'UPDATE "\w+" SET (?:"(?:{DRAFT_COLUMNS})" = (?:%s|NULL)(?:, (?=")| (?=WHERE)))+WHERE',  # noqa: S608 - a pattern
    re.IGNORECASE,
)
_GENERATION = f'SELECT SUM("step") FROM "{VisibleChange._meta.db_table}"'  # noqa: S608 - no value in it

PRUNE_EVERY = 256  # rows: their sum is read at each request
MOST_SHARED = 500  # results kept by ``per_generation``


def is_visible(sql):
    """Whether a statement may change what visitors see. What is not known to be harmless does."""
    if _READING.match(sql) or _SCHEMA.match(sql):
        return False
    writing = _WRITING.match(sql)
    if writing is None:
        return True
    table = writing["table"].lower()
    if UNSEEN.fullmatch(table) or (table in UNSEEN_WHEN_ADDED and writing["verb"].upper() == "INSERT"):
        return False
    return not _DRAFT_ONLY.match(sql)


class Recorder:
    """Sees every statement of one connection, and notes the first visible change of each transaction."""

    def __init__(self):
        self.noted_in = None
        self.is_ready = False

    def __call__(self, execute, sql, params, many, context):
        result = execute(sql, params, many, context)
        text = str(sql)
        if text == _GENERATION:
            self.noted_in = None  # read inside the transaction: what this one changes from now on is another change
        elif _SCHEMA.match(text):
            self.is_ready = False
        elif is_visible(text):
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
            self.noted_in = connection.run_on_commit
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


class Moment(NamedTuple):
    """What anonymous answers depend on besides their address."""

    generation: int
    day: date
    expired: int  # pages whose date of expiry is past: one more and lists are no longer the same


@dataclass
class Visit:
    """The public GET being answered."""

    moment: Moment
    is_kept: bool = True


_visit = ContextVar("visit", default=None)
_expiries = (None, ())  # (generation, moments when a page expires, in order)
_shared = (None, {})  # (moment, results of ``per_generation``)


def current_moment():
    """One query; two when something has changed since the last time."""
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(_GENERATION)
        generation = int(cursor.fetchone()[0] or 0)
    now = timezone.now()
    return Moment(generation, timezone.localdate(now), bisect(_expiries_of(generation), now))


def _expiries_of(generation):
    global _expiries
    known, expiries = _expiries
    if known != generation:
        Site.clear_site_root_paths_cache()  # Wagtail empties it in the process that changed a site only
        dates = Page.objects.filter(live=True, expire_at__isnull=False).order_by("expire_at")
        expiries = tuple(dates.values_list("expire_at", flat=True))
        _expiries = generation, expiries
    return expiries


@contextmanager
def visit():
    """A public GET, from the moment it is about to the end of its answer."""
    made = Visit(current_moment())
    token = _visit.set(made)
    try:
        yield made
    finally:
        _visit.reset(token)


def in_visit():
    """Whether what ``per_generation`` returns costs nothing here."""
    return _visit.get() is not None


@contextmanager
def as_of_now():
    """For what a visitor's request writes by the way: nothing shared, the database as it is."""
    token = _visit.set(None)
    try:
        yield
    finally:
        _visit.reset(token)


def keep_out():
    """Says of the answer under way that nobody should keep it: it is not whole, or not worth the place."""
    if current := _visit.get():
        current.is_kept = False


def per_generation(function):
    """In a public GET, what ``function`` returned for these arguments is used until something visible changes.

    The result is shared between requests: nobody may change it. Elsewhere the function is simply called.
    """

    @wraps(function)
    def read(*args):
        global _shared
        current = _visit.get()
        if current is None:
            return function(*args)
        moment, results = _shared
        if moment != current.moment or len(results) > MOST_SHARED:
            _shared = moment, results = current.moment, {}
        key = (read, get_language(), args)
        if key not in results:
            results[key] = function(*args)
        return results[key]

    return read


def forget():
    """For tests: a database put back in an earlier state has an earlier generation."""
    global _expiries, _shared
    _expiries, _shared = (None, ()), (None, {})
