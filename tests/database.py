"""The two states a test's database may start from, kept as snapshots: migrated only, or the whole sample site.

Loading the sample takes seconds, putting a snapshot back milliseconds: SQLite copies its memory, PostgreSQL makes a
database from a template. The search index goes with its state: each test writes in a copy of its own.
"""

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.urls import get_resolver

from portal.cache import shared as caching
from portal.cache.middleware import kept
from search.engines import registry as search_engine
from tests import kept_states


class DatabaseStates:
    def __init__(self):
        get_resolver().url_patterns  # noqa: B018 - as each command does: snippets are known then, and their references
        self.current = None  # None: a test left the database in a state of its own
        self.snapshots = _PostgresSnapshots() if connection.vendor == "postgresql" else _SqliteSnapshots()
        self.indexes = {}
        self.folder = Path(tempfile.mkdtemp(prefix="index-", dir=_existing(settings.VAR_DIR)))

    def restore(self, state):
        if not self.snapshots.names:
            call_command("reindex", verbosity=0)
            self._keep("bare")
        if state not in self.snapshots.names:
            self._build_sample()
        if self.current != state:
            self.snapshots.restore(state)
            self.current = state
        self._open_index(state)
        ContentType.objects.clear_cache()
        cache.clear()
        caching.forget()
        kept.clear()

    def _build_sample(self):
        self.restore("bare")
        self.current = None
        if not kept_states.are_kept():
            self._load_sample()
            return
        with kept_states.made_once("sample") as folder:
            if folder.exists():
                kept_states.read(folder)
                self._keep("sample", folder / "index")
            else:
                self._load_sample()
                kept_states.write(folder, self.indexes["sample"])

    def _load_sample(self):
        call_command("setup_site", verbosity=0)
        call_command("load_sample", verbosity=0)
        call_command("reindex", verbosity=0)
        self._keep("sample")

    def _keep(self, state, index=None):
        self.snapshots.take(state)
        self.indexes[state] = shutil.copytree(index or _existing(_index_path()), self.folder / state)
        self.current = state

    def _open_index(self, state):
        """A copy of the state's index under a new name: an engine keeps its files open."""
        path = Path(tempfile.mkdtemp(prefix="test-", dir=self.folder))
        shutil.rmtree(_index_path(), ignore_errors=True)
        shutil.copytree(self.indexes[state], path, dirs_exist_ok=True)
        settings.SEARCH_ENGINES["tantivy"]["PATH"] = str(path)
        search_engine.forget_engines()

    def export(self, state, folder):
        """The state as files and an environment, for processes of their own; on PostgreSQL, a database of its own."""
        if state not in self.snapshots.names:
            self.restore(state)
        shutil.copytree(self.indexes[state], folder / "index")
        return {
            "DJANGO_SETTINGS_MODULE": "portal.settings.dev",
            "ENV_FILE": os.devnull,
            "VAR_DIR": str(folder),
            "DATABASE_URL": self.snapshots.export(state, folder),
        }

    def drop(self):
        self.snapshots.drop()


class _SqliteSnapshots:
    def __init__(self):
        self.names = {}

    def take(self, state):
        connection.ensure_connection()
        self.names[state] = sqlite3.connect(":memory:", check_same_thread=False)
        connection.connection.backup(self.names[state])

    def restore(self, state):
        connection.ensure_connection()
        self.names[state].backup(connection.connection)

    def export(self, state, folder):
        with closing(sqlite3.connect(folder / "portal.sqlite3")) as file:
            self.names[state].backup(file)
        return ""

    def drop(self):
        for copy in self.names.values():
            copy.close()


class _PostgresSnapshots:
    def __init__(self):
        self.names = {}

    def take(self, state):
        name = connection.settings_dict["NAME"]
        self.names[state] = f"{name}_{state}"
        self._copy(name, self.names[state])

    def restore(self, state):
        self._copy(self.names[state], connection.settings_dict["NAME"])

    def export(self, state, folder):
        database = connection.settings_dict
        name = self.names["export"] = f"{database['NAME']}_export"
        self._copy(self.names[state], name)
        return f"postgres://{database['USER']}:{database['PASSWORD']}@{database['HOST']}:{database['PORT']}/{name}"

    def drop(self):
        with connection._nodb_cursor() as cursor:
            for name in self.names.values():
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def _copy(self, source, target):
        connection.close()
        with connection._nodb_cursor() as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{target}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def _index_path():
    return Path(settings.SEARCH_ENGINES["tantivy"]["PATH"])


def _existing(path):
    Path(path).mkdir(parents=True, exist_ok=True)
    return path
