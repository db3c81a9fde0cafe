"""A folder into a fresh install: looked at whole before anything is written, then all rows in one transaction."""

import json
import os
import shutil
from itertools import islice
from pathlib import Path

from django.core.exceptions import SuspiciousOperation, ValidationError
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import DatabaseError, connection, transaction
from wagtail.models import Page, ReferenceIndex

from portal.cache.changes import bump
from portal.models import User
from transfer.files import ROWS, Damaged, checked, digest_of, path_of
from transfer.release import migrations, release
from transfer.rows import Reader, Unknown, columns_of
from transfer.tables import OF_EACH_INSTALL, all_tables, files_named, travelling

AT_ONCE = 500
MOST_PAGES = 2  # those that Wagtail's own migrations make
# What a value that is none of its column's raises, here or in the driver of the database.
NO_VALUE = (
    ArithmeticError,
    AttributeError,
    KeyError,
    RecursionError,
    SuspiciousOperation,
    TypeError,
    ValidationError,
    ValueError,
)


class NotFresh(Exception):
    """This install has a site of its own, or is of another release; its text says what to do."""


def examine(folder):
    """The manifest of a folder that this install can read. Raises ``Damaged`` or ``NotFresh``."""
    manifest = checked(folder)
    known, rows = {model._meta.label for model in travelling()}, manifest.get("rows")
    if not isinstance(rows, dict) or set(rows) != known or manifest.get("migrations") != migrations():
        raise NotFresh(
            f"Le dossier vient de la version {manifest.get('release')!r}, cette installation est en {release()!r} : "
            "installez la même version, puis recommencez."
        )
    lacking = {_path_of_rows(label) for label in known} - {row["path"] for row in manifest["files"]}
    if lacking:
        raise Damaged(f"Le manifeste ne dit rien de {', '.join(sorted(lacking))} : recopiez le dossier.")
    return manifest


def _path_of_rows(label):
    return f"{ROWS}/{label}.jsonl"


def refuse_a_site():
    if Page.objects.count() > MOST_PAGES or User.objects.exists():
        raise NotFresh("Cette installation a déjà un site : reprenez-le dans une base vide, juste après « migrate ».")


def restore(folder, say=lambda text: None):
    """Fills this install; nothing of it is there if anything fails. How many rows."""
    folder = Path(folder)
    manifest = examine(folder)
    refuse_a_site()
    try:
        with transaction.atomic():
            _empty()
            total = _fill(folder, manifest, say)
            connection.check_constraints()
            _make_again()
            bump()
            _put_files(folder, manifest)
    except (DatabaseError, Unknown, *NO_VALUE) as error:
        raise Damaged(f"Rien n’a été écrit : {error}") from error
    _number_on()
    return total


def _empty():
    """What the migrations of an empty install made: the folder has its own."""
    for model in all_tables():
        if model._meta.label not in OF_EACH_INSTALL:
            model._base_manager.all()._raw_delete(connection.alias)


def _fill(folder, manifest, say):
    reader, total = Reader(), 0
    for model in travelling():
        count = 0
        with (folder / _path_of_rows(model._meta.label)).open(encoding="utf-8", newline="\n") as stream:
            for lines in iter(lambda: list(islice(stream, AT_ONCE)), []):
                made = [_made(reader, model, line, number) for number, line in enumerate(lines, count + 1)]
                model._base_manager.all()._insert(made, fields=columns_of(model), raw=True, using=connection.alias)
                count += len(made)
        if count != manifest["rows"][model._meta.label]:
            raise Unknown(f"{model._meta.label} : {count} lignes, le manifeste en dit autrement.")
        say(f"{model._meta.label} : {count}")
        total += count
    return total


def _made(reader, model, line, number):
    try:
        return reader.instance(model, json.loads(line))
    except (Unknown, *NO_VALUE) as error:
        raise Unknown(f"{model._meta.label}, ligne {number} : {error}") from error


def _put_files(folder, manifest):
    """Each where the rows of its table look for it: before these are there for good, so that none lacks its file.

    Only those that the manifest vouches for: what else lies in the folder may be anything, and lead anywhere.
    """
    vouched, missing = {row["path"] for row in manifest["files"]}, manifest.get("missing", [])
    for field, name in files_named():
        path, target = path_of(field, name), Path(field.storage.path(name))
        if path in vouched:
            _put(folder / path, target, field.storage.file_permissions_mode)
        elif path not in missing:
            raise Unknown(f"{field.model._meta.label} nomme {name}, que le manifeste ne dit pas.")


def _put(source, target, permissions):
    if not target.exists() or digest_of(target) != digest_of(source):
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f"{target.name}.part")
        shutil.copyfile(source, part)
        os.replace(part, target)
    if permissions is not None:
        target.chmod(permissions)


def _number_on():
    """PostgreSQL counts keys beside the tables."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), travelling()):
            cursor.execute(statement)


def _make_again():
    """What was not brought: which record names which."""
    ReferenceIndex.objects.all().delete()
    call_command("rebuild_references_index", verbosity=0)
