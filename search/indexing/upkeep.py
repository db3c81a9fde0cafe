"""What keeps the engines equal to the entries in the long run: rebuild, compare, repair, sweep."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.cache import changes
from portal.outages.transactions import AfterCommit
from portal.outages.turns import let_others_write
from search.engines.contract import EngineError
from search.engines.registry import copy_name, fed_engines, get_engine
from search.indexing.entries import all_documents, from_entry, searchable_page_ids
from search.indexing.sync import (
    ENTRIES,
    Gap,
    drop_expired,
    first_size,
    lock_entries,
    next_size,
    position_of,
    replay,
    sync_after_commit,
    write_entries,
    write_pending_entries,
)
from search.models import Change, EnginePosition, Entry

logger = logging.getLogger(__name__)

COMPARED_EVERY = timedelta(days=1)
ABANDONED = timedelta(days=7)  # a copy unheard of for so long is repaired when it comes back
REPAIRS = 3  # attempts, while other processes feed the index that is compared
REBUILT_AT_ONCE = 300  # entries: that many are indexed while an editor waits, more are left to the sweeper

Progress = Callable[[int, int], None]


def newest_change() -> int:
    return Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def rebuild(name: str | None = None, fresh: bool = True, progress: Progress | None = None) -> int:
    """Builds the index anew beside the live one, swaps, then replays what changed meanwhile. Returns documents.

    ``fresh`` reads every page again first; otherwise the entries are taken as they are.
    """
    name = name or settings.SEARCH_ENGINE
    write_pending_entries()
    if fresh:
        _write_all_entries(progress)
    # From here on: entries are read after this number was, so they hold at least all changes up to it.
    position = newest_change()
    count = get_engine(name, patient=True).rebuild(all_documents(), position=position)
    _set_position(name, position)
    # Another process may have written later changes to the index that was just replaced, and noted it.
    _catch_up(name, position)
    return count


def _catch_up(name: str, position: int) -> tuple[int, int]:
    """How many changes were applied and, where some of them are forgotten, how many documents mended."""
    try:
        return replay(name, position), 0
    except Gap:
        return 0, repair(name)


def _write_all_entries(progress: Progress | None) -> None:
    pks = searchable_page_ids()
    done, size = 0, first_size()
    while done < len(pks):
        started = time.monotonic()
        with transaction.atomic():
            lock_entries()
            write_entries(set(pks[done : done + size]))
        done = min(done + size, len(pks))
        size = next_size(size, time.monotonic() - started)
        let_others_write()
        if progress:
            progress(done, len(pks))


def _set_position(name: str, position: int) -> None:
    """After a rebuild or a comparison: the index is known to be equal to the entries up to there."""
    values = {"applied": position, "compared": timezone.now()}
    EnginePosition.objects.update_or_create(engine=copy_name(name), defaults=values)


def drift(name: str | None = None) -> tuple[set[str], set[str]]:
    """Keys that the engine lacks or holds in an old state, and keys it should not hold."""
    wanted = dict(Entry.objects.values_list("key", "digest"))
    held = get_engine(name, patient=True).digests()
    return {key for key, digest in wanted.items() if held.get(key) != digest}, held.keys() - wanted.keys()


def repair(name: str | None = None) -> int:
    """Mends the difference only; returns the number of documents touched."""
    name = name or settings.SEARCH_ENGINE
    engine = get_engine(name, patient=True)
    for _attempt in range(REPAIRS):
        held, position = int(str(engine.health()["position"])), newest_change()
        missing, ghosts = drift(name)
        documents = [from_entry(entry) for entry in Entry.objects.filter(key__in=missing)]
        if engine.apply(documents, ghosts, since=held, position=position) == position:
            _set_position(name, position)
            replay(name, position)
            return len(documents) + len(ghosts)
    raise EngineError("L’index changeait pendant la comparaison.")


def refresh_words() -> None:
    """The glossary or a term changed: a small index on this host is rebuilt at once, the others by the sweeper."""
    if Entry.objects.count() > REBUILT_AT_ONCE:
        return
    for name in fed_engines():
        engine = get_engine(name)
        if not engine.is_remote and not engine.health()["version_ok"]:
            rebuild(name, fresh=False)


def refresh_words_quietly() -> None:
    try:
        refresh_words()
    except EngineError as error:
        logger.error("Recherche : %s Le rattrapage suivra.", error)


refresh_words_after_commit = AfterCommit(refresh_words_quietly)


@contextmanager
def engines_asked_once() -> Iterator[None]:
    """Of a bulk change. Were the process killed meanwhile, the sweeper finds what it noted."""
    with sync_after_commit.once(), refresh_words_after_commit.once():
        yield


def sweep() -> tuple[list[str], list[str]]:
    """Everything that may have been left undone; returns what was done and what failed, as sentences."""
    drop_expired()
    done, failures = [], []
    write_pending_entries()
    for name in fed_engines():
        try:
            done += _mend(name)
        except EngineError as error:
            failures.append(f"{name} : {error}")
    prune()
    changes.prune()
    return done, failures


def _mend(name: str) -> list[str]:
    """Feeds one engine, and does more than that only where numbers show that something was lost."""
    health = get_engine(name, patient=True).health()
    if not health["reachable"]:
        raise EngineError(str(health["error"]))
    if not health["version_ok"]:
        return [f"{name} : index reconstruit, {rebuild(name, fresh=False)} documents."]
    held = int(str(health["position"]))
    if held > newest_change():
        # Its last changes are not those of this database: one that was put back from a backup.
        return [f"{name} : index d’une base plus récente, reconstruit, {rebuild(name, fresh=False)} documents."]
    position = min(position_of(name), held)
    applied, mended = _catch_up(name, position)
    done = [f"{name} : {applied} changement(s) appliqué(s)."] if applied else []
    if mended:
        done.append(f"{name} : {mended} document(s) corrigé(s).")
    elif get_engine(name, patient=True).health()["documents"] != Entry.objects.count():
        done.append(f"{name} : {repair(name)} document(s) corrigé(s).")
    elif _is_due(name) and (mended := repair(name)):
        # No number showed it, as when a database that was put back has as many changes again as it lost.
        done.append(f"{name} : {mended} document(s) corrigé(s) à la comparaison du jour.")
    return done


def _is_due(name: str) -> bool:
    compared = EnginePosition.objects.get(engine=copy_name(name)).compared
    return compared is None or compared < timezone.now() - COMPARED_EVERY


def prune() -> int:
    """Forgets changes that every copy holds; returns how many. The newest stays: the others are counted from it."""
    mine = [copy_name(name) for name in fed_engines()]
    yesterday = timezone.now() - timedelta(days=1)
    EnginePosition.objects.filter(engine__in=mine, seen__lt=yesterday).update(seen=timezone.now())
    heard_of = EnginePosition.objects.filter(seen__gt=timezone.now() - ABANDONED).exclude(engine=ENTRIES)
    positions = dict(heard_of.values_list("engine", "applied"))
    held_by_all = min([positions.get(name, 0) for name in mine] + list(positions.values()), default=0)
    return Change.objects.filter(pk__lte=min(held_by_all, newest_change() - 1)).delete()[0]
