"""From a change of content to the engines, without loss: an outbox row in the transaction, applied after it.

The entries' table is the outbox's first reader; each engine is another, with its own position, so that any of them
may lag, crash, or be added later. ``sync`` is called after each commit and by the sweeper (``search_sync``).
"""

from __future__ import annotations

import logging
from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from search.contract import EngineError
from search.engine import get_engine
from search.entries import all_documents, from_entry, page_key, page_pk, refresh_entries, searchable_page_ids
from search.models import EnginePosition, Entry, Outbox

logger = logging.getLogger(__name__)

ENTRIES = "entries"  # the entries' table keeps a position too
EVERYTHING = "*"  # an outbox row that asks whether the engines must be rebuilt
BATCH = 500


def enqueue(pks: Iterable[int]) -> None:
    """Notes changed pages in the current transaction; they are indexed once it is committed."""
    keys = [page_key(pk) for pk in dict.fromkeys(pks)]
    _enqueue_keys(keys)


def enqueue_rebuild() -> None:
    """The glossary was saved: engines whose words are no longer the same are rebuilt from the entries."""
    _enqueue_keys([EVERYTHING])


def _enqueue_keys(keys: list[str]) -> None:
    if keys:
        Outbox.objects.bulk_create([Outbox(key=key) for key in keys])
        transaction.on_commit(sync_quietly, robust=True)


def sync_quietly() -> None:
    """After a commit: an engine's failure is logged and left to the sweeper, the editor's change stands."""
    try:
        sync()
    except EngineError as error:
        logger.error("Recherche : %s Le rattrapage suivra.", error)


def sync() -> int:
    """Applies what is pending to the entries, then to every engine; returns the number of rows read."""
    done = _apply_to_entries()
    for name in settings.SEARCH_ENGINES:
        done += _apply_to_engine(name)
    return done


def drop_expired() -> None:
    """Pages past their date leave the index when the next search is made, whether or not a scheduler ran."""
    expired = list(Entry.objects.filter(expires__lte=timezone.now()).values_list("page_id", flat=True))
    if expired:
        with transaction.atomic():
            enqueue(expired)


def _pending(name: str) -> tuple[int, list[Outbox]]:
    position, _created = EnginePosition.objects.get_or_create(engine=name)
    return position.applied, list(Outbox.objects.filter(pk__gt=position.applied).order_by("pk")[:BATCH])


def _advance(name: str, applied: int) -> None:
    EnginePosition.objects.filter(engine=name, applied__lt=applied).update(applied=applied)


def _apply_to_entries() -> int:
    total = 0
    while rows := _pending(ENTRIES)[1]:
        with transaction.atomic():
            # One process at a time: a slow one must not write an older state over a newer one.
            EnginePosition.objects.select_for_update().get(engine=ENTRIES)
            refresh_entries({page_pk(row.key) for row in rows if row.key != EVERYTHING})
            _advance(ENTRIES, rows[-1].pk)
        total += len(rows)
    return total


def _apply_to_engine(name: str) -> int:
    total, engine = 0, get_engine(name)
    while rows := _pending(name)[1]:
        keys = list(dict.fromkeys(row.key for row in rows))
        if EVERYTHING in keys:
            if not engine.health()["version_ok"]:
                rebuild(name, fresh=False)
                return total + len(rows)
            keys.remove(EVERYTHING)
        _apply_keys(engine, keys, rows[-1].pk)
        _advance(name, rows[-1].pk)
        total += len(rows)
    return total


def _apply_keys(engine, keys: list[str], position: int) -> None:
    """Writes these entries, then looks again: what changed meanwhile may have been overwritten by this write."""
    while True:
        entries = {entry.key: entry for entry in Entry.objects.filter(key__in=keys)}
        upserts = [from_entry(entries[key]) for key in keys if key in entries]
        engine.apply(upserts, [key for key in keys if key not in entries], position=position)
        now = dict(Entry.objects.filter(key__in=keys).values_list("key", "digest"))
        before = {key: entry.digest for key, entry in entries.items()}
        keys = [key for key in keys if now.get(key) != before.get(key)]
        if not keys:
            return


def rebuild(name: str | None = None, fresh: bool = True, progress=None) -> int:
    """Builds the index anew beside the live one, swaps, then replays what changed meanwhile. Returns documents."""
    name = name or settings.SEARCH_ENGINE
    last = Outbox.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    if fresh:
        pks = searchable_page_ids()
        for start in range(0, len(pks), BATCH):
            refresh_entries(pks[start : start + BATCH])
            if progress:
                progress(min(start + BATCH, len(pks)), len(pks))
        EnginePosition.objects.get_or_create(engine=ENTRIES)
        _advance(ENTRIES, last)
    count = get_engine(name).rebuild(all_documents(), position=last)
    EnginePosition.objects.get_or_create(engine=name)
    _advance(name, last)
    if Outbox.objects.filter(pk__gt=last).exists():
        sync()
    return count


def prune() -> int:
    """Forgets outbox rows that every reader has applied; returns how many."""
    names = [ENTRIES, *settings.SEARCH_ENGINES]
    positions = dict(EnginePosition.objects.filter(engine__in=names).values_list("engine", "applied"))
    applied_by_all = min((positions.get(name, 0) for name in names), default=0)
    newest = Outbox.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    # The newest row stays: some databases would hand out its number again.
    return Outbox.objects.filter(pk__lte=min(applied_by_all, newest - 1)).delete()[0]


def drift(name: str | None = None) -> tuple[set[str], set[str]]:
    """Keys that the engine lacks or holds in an old state, and keys it should not hold."""
    wanted = dict(Entry.objects.values_list("key", "digest"))
    held = get_engine(name).digests()
    return {key for key, digest in wanted.items() if held.get(key) != digest}, held.keys() - wanted.keys()


def repair(name: str | None = None) -> int:
    """Mends the difference only; returns the number of documents touched."""
    missing, ghosts = drift(name)
    documents = [from_entry(entry) for entry in Entry.objects.filter(key__in=missing)]
    get_engine(name).apply(documents, ghosts)
    return len(documents) + len(ghosts)
