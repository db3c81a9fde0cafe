"""A site into a folder: rows, then files, then the manifest, without which the folder is nothing.

Stopped, it goes on where it was if nothing changed meanwhile, not even a draft; otherwise it begins again. Rows are
read in one transaction, so that they are of one moment.
"""

import fcntl
import json
import os
import shutil
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from portal.cache.changes import read_generation
from transfer.files import BEGUN, FORMAT, MANIFEST, MEDIA, ROWS, Damaged, entry_of, path_of, read_json, write_json
from transfer.release import migrations, release
from transfer.rows import forget, rows_of
from transfer.tables import EMPTIED, KEPT_OUT, MADE_AGAIN, files_named, travelling


class NoRoom(Exception):
    """The folder is taken; its text says what to do."""


def export(folder, say=lambda text: None):
    """Writes the site into ``folder``; its manifest."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with _alone_in(folder):
        _refuse_what_is_taken(folder)
        with _one_moment():
            _begin(folder)
            counts = {}
            for model in travelling():
                counts[model._meta.label] = _write_rows(folder, model)
                say(f"{model._meta.label} : {counts[model._meta.label]}")
            names = list(files_named())
        missing = [path_of(field, name) for field, name in names if not _copy(folder, field, name)]
        manifest = _manifest(folder, counts, missing)
        write_json(folder / MANIFEST, manifest)
        (folder / BEGUN).unlink()
    return manifest


@contextmanager
def _alone_in(folder):
    """Two that write the same files would mix their rows. Whoever is killed lets go of it."""
    held = os.open(folder, os.O_RDONLY)
    try:
        _hold(held, folder)
        yield
    finally:
        os.close(held)


def _hold(held, folder):
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise NoRoom(f"Un autre export écrit dans {folder} : attendez sa fin, ou donnez un autre dossier.") from error


def _refuse_what_is_taken(folder):
    if (folder / MANIFEST).exists():
        raise NoRoom(f"{folder} contient déjà un site : donnez un autre dossier.")
    if any(folder.iterdir()) and not (folder / BEGUN).exists():
        raise NoRoom(f"{folder} n’est pas vide : donnez un autre dossier.")


@contextmanager
def _one_moment():
    """What is read inside is of one moment, and holds up nobody who writes."""
    if connection.in_atomic_block:
        yield
        return
    is_sqlite = connection.vendor == "sqlite"
    if is_sqlite:
        connection.ensure_connection()  # which sets the usual one
        usual, connection.transaction_mode = connection.transaction_mode, "DEFERRED"
    try:
        with transaction.atomic():
            if not is_sqlite:
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    finally:
        if is_sqlite:
            connection.transaction_mode = usual


def _begin(folder):
    """What was written of another moment is of another site."""
    moment = _moment()
    begun = folder / BEGUN
    if begun.exists():
        try:
            if read_json(begun) == moment:
                return
        except Damaged:
            pass
    shutil.rmtree(folder / ROWS, ignore_errors=True)
    write_json(begun, moment)


def _moment():
    """Who works here leaves a revision, or a line of history, also where visitors see nothing of it."""
    newest = [model.objects.aggregate(newest=Max("pk"))["newest"] for model in (Revision, PageLogEntry, ModelLogEntry)]
    return {"generation": read_generation(), "newest": newest, "migrations": migrations(), "release": release()}


def _write_rows(folder, model):
    """How many rows. Those of a former run that was stopped stand, once written to their end."""
    path = folder / ROWS / f"{model._meta.label}.jsonl"
    if path.exists():
        with path.open("rb") as stream:
            return sum(1 for _line in stream)
    path.parent.mkdir(exist_ok=True)
    part, count = path.with_name(f"{path.name}.part"), 0
    forget()
    with part.open("w", encoding="utf-8", newline="\n") as stream:
        for row in rows_of(model):
            stream.write(json.dumps(row, ensure_ascii=False, sort_keys=True))
            stream.write("\n")
            count += 1
    os.replace(part, path)
    return count


def _copy(folder, field, name):
    """``False``: the row names a file that is gone."""
    target = folder / path_of(field, name)
    if not field.storage.exists(name):
        return False
    if target.exists() and target.stat().st_size == field.storage.size(name):
        return True
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{target.name}.part")
    with field.storage.open(name, "rb") as source, part.open("wb") as stream:
        shutil.copyfileobj(source, stream)
    os.replace(part, target)
    return True


def _manifest(folder, counts, missing):
    paths = sorted(
        path.relative_to(folder).as_posix()
        for part in (ROWS, MEDIA)
        for path in (folder / part).rglob("*")
        if path.is_file() and not path.name.endswith(".part")
    )
    return {
        "format": FORMAT,
        "release": release(),
        "migrations": migrations(),
        "written": timezone.now().isoformat(timespec="seconds"),
        "rows": counts,
        "files": [vars(entry_of(folder, path)) for path in paths],
        "missing": missing,
        "kept_out": KEPT_OUT,
        "made_again": sorted(MADE_AGAIN),
        "emptied": {label: list(names) for label, names in EMPTIED.items()},
    }
