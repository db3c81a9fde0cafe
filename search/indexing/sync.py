"""From a change of content to the engines, without loss.

    content ── same transaction ──> Outbox ── after it, one at a time ──> Entry and Change ──> each engine, at its pace

Each copy of an index keeps the number of the last change it holds, so any of them may lag, crash, or be added later.
``sync`` is called after each commit, within a time that an editor does not notice; behind, for what that leaves; and by
the sweeper, for what a crash or an outage left.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable

from django.db import DatabaseError, transaction
from django.db.models import Min
from django.utils import timezone

from portal.cache.shared import shared_by_visits
from portal.outages.behind import Behind
from portal.outages.patience import at_once
from portal.outages.transactions import AfterCommit
from portal.outages.turns import TURN, let_others_write
from search.engines.breaker import Resting
from search.engines.contract import EngineError, SearchEngine
from search.engines.registry import copy_name, fed_engines, get_engine
from search.indexing.entries import from_entry, page_key, page_pk, refresh_entries
from search.models import Change, EnginePosition, Entry, Outbox

logger = logging.getLogger(__name__)

ENTRIES = "entries"  # not an engine: the row that is locked while entries are written
PAGES_AT_ONCE = 100  # of which the entries are written in one transaction
CHANGES_AT_ONCE = 500
HURRIED = 20  # pages, or changes, at once while somebody waits
AFTER_A_COMMIT = 0.5  # seconds that an editor waits; what is left then is done behind


class Gap(EngineError):
    """Changes that an index still lacks are forgotten already: it must be compared with the entries."""


def enqueue(pks: Iterable[int]) -> None:
    """Notes changed pages in the current transaction; they are indexed once it is committed."""
    keys = [page_key(pk) for pk in dict.fromkeys(pks)]
    if keys:
        Outbox.objects.bulk_create([Outbox(key=key) for key in keys])
        sync_after_commit.ask()


def sync_quietly() -> None:
    """After a commit: what takes long goes on behind; what fails is the sweeper's, the editor's change stands."""
    started = time.monotonic()
    _sync_or_tell(AFTER_A_COMMIT)
    if time.monotonic() - started > AFTER_A_COMMIT:
        the_rest.ask()


def _sync_or_tell(seconds: float | None = None) -> None:
    try:
        sync(seconds)
    except (EngineError, DatabaseError) as error:
        logger.error("Recherche : %s Le rattrapage suivra.", error)


sync_after_commit = AfterCommit(sync_quietly)
the_rest = Behind(_sync_or_tell)


def sync(seconds: float | None = None) -> int:
    """Applies what is pending to the entries, then to every engine; returns how many changes were applied.

    With ``seconds``, it stops soon after them, and engines answer within their own short budgets. A failing engine
    does not keep the others from being fed; the failures are raised together at the end.
    """
    deadline = None if seconds is None else time.monotonic() + seconds
    done, failures = write_pending_entries(deadline), []
    for name in fed_engines():
        try:
            done += _feed(name, deadline)
        except Resting:
            continue  # the sweeper's
        except EngineError as error:
            failures.append(f"{name} : {error}")
    if failures:
        raise EngineError(" ".join(failures))
    return done


def drop_expired() -> None:
    """Pages past their date leave the index, whether or not a scheduler took them down."""
    expired = _expired()
    if expired:
        with transaction.atomic():
            enqueue(expired.values())


@shared_by_visits
def leave_out_expired() -> tuple[str, ...]:
    """Keys that the search under way must leave out. They leave the index too, if nobody else is writing."""
    expired = _expired()
    if expired:
        at_once(lambda: enqueue(expired.values()), "Pages expirées")
    return tuple(expired)


def _expired() -> dict[str, int]:
    return dict(Entry.objects.filter(expires__lte=timezone.now()).values_list("key", "page_id"))


def write_pending_entries(deadline: float | None = None) -> int:
    """Brings the entries up to the outbox; returns how many of its rows were read."""
    total, size = 0, first_size()
    while Outbox.objects.exists() and not (total and _is_over(deadline)):
        started = time.monotonic()
        total += _write_pending(size)
        if deadline is None:
            size = next_size(size, time.monotonic() - started)
            let_others_write()
    return total


@transaction.atomic
def _write_pending(size: int) -> int:
    lock_entries()
    rows = list(Outbox.objects.order_by("pk")[:size])
    write_entries({page_pk(row.key) for row in rows})
    Outbox.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def first_size() -> int:
    return min(PAGES_AT_ONCE, HURRIED)


def next_size(size: int, took: float) -> int:
    """Pages: as many as a turn allows on this machine, at this moment."""
    return min(PAGES_AT_ONCE, max(HURRIED, int(size * TURN / max(took, 0.001))))


def lock_entries() -> None:
    """One process at a time: a slow one must not write an older state over a newer one, and changes are numbered
    in the order in which others see them."""
    EnginePosition.objects.get_or_create(engine=ENTRIES)
    EnginePosition.objects.select_for_update().get(engine=ENTRIES)


def write_entries(pks: set[int]) -> None:
    """Entries of these pages and, for the engines, which of them changed. Inside ``lock_entries``."""
    Change.objects.bulk_create([Change(key=key) for key in sorted(refresh_entries(pks))])


def position_of(name: str) -> int:
    position, _created = EnginePosition.objects.get_or_create(engine=copy_name(name))
    return position.applied


def _feed(name: str, deadline: float | None) -> int:
    return replay(name, position_of(name), deadline)


def replay(name: str, position: int, deadline: float | None = None) -> int:
    """Applies the changes after ``position``; returns how many. Applying one twice does no harm.

    An index that a rebuild put in the place of the one fed until now may lack earlier ones: then from those on.
    """
    engine, total = get_engine(name, patient=deadline is None), 0
    while not (total and _is_over(deadline)):
        rows = list(Change.objects.filter(pk__gt=position).order_by("pk")[: _at_once(CHANGES_AT_ONCE, deadline)])
        if not rows:
            break
        _check_no_gap(name, position, rows[0].pk)
        keys, newest = list(dict.fromkeys(row.key for row in rows)), rows[-1].pk
        position = min(_apply_keys(engine, keys, position, newest), newest)
        advance(name, position)
        total += len(rows)
    return total


def _check_no_gap(name: str, position: int, first: int) -> None:
    """After the rows were read: what is forgotten from then on, they hold. The newest change is never forgotten."""
    if first > position + 1 and (Change.objects.aggregate(oldest=Min("pk"))["oldest"] or 0) > position + 1:
        raise Gap(f"{name} : des changements oubliés manquent à l’index.")


def advance(name: str, position: int) -> None:
    mine = EnginePosition.objects.filter(engine=copy_name(name), applied__lt=position)
    mine.update(applied=position, seen=timezone.now())


def _apply_keys(engine: SearchEngine, keys: list[str], since: int, position: int) -> int:
    entries = {entry.key: entry for entry in Entry.objects.filter(key__in=keys)}
    gone = [key for key in keys if key not in entries]
    return engine.apply(map(from_entry, entries.values()), gone, since=since, position=position)


def _at_once(most: int, deadline: float | None) -> int:
    return most if deadline is None else min(most, HURRIED)


def _is_over(deadline: float | None) -> bool:
    return deadline is not None and time.monotonic() > deadline
