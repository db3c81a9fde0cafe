"""Uploaded files are stored whole, with their row, or not at all."""

import logging
import threading
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path

from django.apps import apps
from django.core.files.storage import FileSystemStorage
from django.db import DatabaseError, models

logger = logging.getLogger(__name__)

_stored = ContextVar("stored", default=None)


LONGEST_NAME = 240  # bytes: disks take 255, and a name that is taken gets eight more


class WholeFileStorage(FileSystemStorage):
    """A disk that fills up while a file is written keeps no piece of it, and any name is one it takes."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._writing = threading.local()

    def get_valid_name(self, name):
        return within_bytes(super().get_valid_name(name))

    def get_available_name(self, name, max_length=None):
        self._writing.name = super().get_available_name(name, max_length)
        return self._writing.name

    def _save(self, name, content):
        self._writing.name = name  # another one, when that of a file made meanwhile is taken
        try:
            stored = super()._save(name, content)
        except BaseException:
            with suppress(OSError):  # what failed is what is told
                Path(self.path(self._writing.name)).unlink()
            raise
        note(self, stored)
        return stored


def within_bytes(name):
    """Databases count letters, disks count bytes: « é » is two. What comes after the last dot is kept."""
    if len(name.encode()) <= LONGEST_NAME:
        return name
    stem, suffix = Path(name).stem, Path(name).suffix[:20]
    return stem.encode()[: LONGEST_NAME - len(suffix.encode())].decode(errors="ignore") + suffix


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
