"""The two starting states, kept from one run to the next in ``var/test-states``: a first test starts in seconds.

Kept under a hash of what makes them: migrations, packages, sample, and the code that loads and indexes it. On SQLite
only: PostgreSQL's server is made for one run. ``KEPT_STATES=0`` makes them anew.
"""

import hashlib
import os
import shutil
import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from unittest import mock

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connection
from filelock import FileLock

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "var" / "test-states"
MADE_FROM = {
    "bare": ("*/migrations/*.py", "requirements.txt", "portal/settings/*.py"),
    "sample": (
        "*/migrations/*.py",
        "requirements.txt",
        "sample/*",
        "install/sample/*.py",
        "install/setup/*.py",
        "*/models.py",
        "*/models/*.py",
        "search/**/*.py",
    ),
}
MOST_KEPT = 6  # states; the oldest go first


def are_kept():
    return connection.vendor == "sqlite" and os.environ.get("KEPT_STATES") != "0"


def path(state):
    digest = hashlib.sha256()
    for file in sorted(_files(MADE_FROM[state])):
        digest.update(str(file.relative_to(ROOT)).encode() + b"\0" + file.read_bytes())
    return FOLDER / f"{state}-{digest.hexdigest()[:16]}"


def _files(patterns):
    return {file for pattern in patterns for file in ROOT.glob(pattern) if file.is_file()}


@contextmanager
def migrations_kept():
    """The first ``migrate``, of the test database, takes what an earlier run migrated."""
    if not are_kept():
        yield
        return
    migrate_anew = migrate.Command.handle

    def handle(command, *args, **options):
        patch.stop()
        with made_once("bare") as folder:
            if folder.exists():
                read(folder)
            else:
                migrate_anew(command, *args, **options)
                write(folder)

    patch = mock.patch.object(migrate.Command, "handle", handle)
    patch.start()
    yield
    patch.stop()


@contextmanager
def made_once(state):
    """The folder of a state; of two processes that lack it one makes it, the other waits."""
    folder = path(state)
    FOLDER.mkdir(parents=True, exist_ok=True)
    with FileLock(FOLDER / "lock"):
        yield folder
        _forget_the_oldest()


def read(folder):
    connection.ensure_connection()
    with closing(sqlite3.connect(folder / "portal.sqlite3")) as file:
        file.backup(connection.connection)
    if (folder / "media").exists():
        shutil.copytree(folder / "media", settings.MEDIA_ROOT, dirs_exist_ok=True)


def write(folder, index=None):
    """Whole or not at all: what a run that was stopped left half made is never read."""
    part = folder.with_suffix(".part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    with closing(sqlite3.connect(part / "portal.sqlite3")) as file:
        connection.connection.backup(file)
    if index:
        shutil.copytree(index, part / "index")
    if Path(settings.MEDIA_ROOT).exists():
        shutil.copytree(settings.MEDIA_ROOT, part / "media")
    part.rename(folder)


def _forget_the_oldest():
    folders = sorted((each for each in FOLDER.iterdir() if each.is_dir()), key=lambda each: each.stat().st_mtime)
    for folder in folders[:-MOST_KEPT]:
        shutil.rmtree(folder, ignore_errors=True)
