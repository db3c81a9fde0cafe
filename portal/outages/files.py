"""Uploaded files are stored whole, with their row, or not at all."""

import logging
import threading
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from django.apps import apps
from django.core.files.storage import FileSystemStorage
from django.db import DatabaseError, models

logger = logging.getLogger(__name__)

_stored = ContextVar("stored", default=None)


class WholeFileStorage(FileSystemStorage):
    """A disk that fills up while a file is written keeps no piece of it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._writing = threading.local()

    def get_available_name(self, name, max_length=None):
        self._writing.name = super().get_available_name(name, max_length)
        return self._writing.name

    def _save(self, name, content):
        self._writing.name = name  # another one, when that of a file made meanwhile is taken
        try:
            stored = super()._save(name, content)
        except BaseException:
            Path(self.path(self._writing.name)).unlink(missing_ok=True)
            raise
        note(self, stored)
        return stored


def note(storage, name):
    if (files := _stored.get()) is not None:
        files.stored.append((storage, name))


class StoredFiles:
    """Those that one request, or one step, has stored so far."""

    def __init__(self):
        self.stored = []

    def discard(self):
        """Takes away those that no row names: their row was refused, or undone."""
        for storage, name in self.stored:
            try:
                if not _is_named(name):
                    storage.delete(name)
            except (DatabaseError, OSError):
                logger.exception("Un fichier est peut-être resté sans sa fiche : %s", name)


@contextmanager
def keep_track():
    files = StoredFiles()
    token = _stored.set(files)
    try:
        yield files
    finally:
        _stored.reset(token)


@contextmanager
def all_or_nothing():
    """When what is done within fails, so do the files that it stored."""
    with keep_track() as files:
        try:
            yield
        except BaseException:
            files.discard()
            raise


def _is_named(name):
    return any(
        model._base_manager.filter(**{field.name: name}).exists()
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.FileField)
    )
