"""Saves and restores a city's data: the database, the uploaded files and, in an archive of their own, those that
visitors sent with a form. The index is a copy, and is built anew.

    .venv/bin/python scripts/backup.py save /srv/backups
    .venv/bin/python scripts/backup.py restore /srv/backups/passerelles-2026-11-20-0300

The settings are those of DJANGO_SETTINGS_MODULE (production when not said). Saving is safe while editors work;
restoring wants the site stopped. What was there before a restore is kept beside, under the same name and the date.
"""

import os
import shutil
import sqlite3
import subprocess
import sys
import tarfile
import zlib
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")

SQLITE, POSTGRES = "database.sqlite3", "database.dump"
# What visitors sent is nobody's but those who read it: uploads may be handed on without it.
MEDIA, ANSWERS = "media.tar.gz", "answers.tar.gz"
EDITIONS = "editions.tar.gz"  # published booklets, which nobody can make again as they were


def folders_of(settings):
    """``{archive: the folder it is of}``."""
    return {
        MEDIA: settings.MEDIA_ROOT,
        ANSWERS: settings.VAR_DIR / "answers",
        EDITIONS: settings.VAR_DIR / "editions",
    }


def now():
    return datetime.now().astimezone().strftime("%Y-%m-%d-%H%M%S")


def postgres_environment(database):
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME"}
    given = {name: str(database[key]) for name, key in names.items() if database.get(key)}
    return {**os.environ, **given}


def check_sqlite(path):
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        [(answer,)] = connection.execute("PRAGMA integrity_check")
        is_ours = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'wagtailcore_page'").fetchone()
    except sqlite3.DatabaseError as error:
        sys.exit(f"✗ {path} est abîmée : {error}")
    finally:
        connection.close()
    if answer != "ok":
        sys.exit(f"✗ {path} est abîmée : {answer}")
    if not is_ours:
        sys.exit(f"✗ {path} n’est pas la base d’un portail.")


def save_sqlite(database, folder):
    if not Path(database["NAME"]).is_file():
        sys.exit(f"✗ Il n’y a pas de base à sauver : {database['NAME']}")
    # A plain copy of a database in use may be torn; VACUUM INTO reads one consistent state.
    connection = sqlite3.connect(database["NAME"], timeout=60)
    try:
        connection.execute("VACUUM INTO ?", [str(folder / SQLITE)])
    finally:
        connection.close()
    check_sqlite(folder / SQLITE)


def save_postgres(database, folder):
    command = ["pg_dump", "--format=custom", "--no-owner", f"--file={folder / POSTGRES}"]
    subprocess.run(command, check=True, env=postgres_environment(database))


def save(target, settings):
    database = settings.DATABASES["default"]
    folder = Path(target) / f"passerelles-{now()}"
    partial = folder.with_suffix(".partial")
    partial.mkdir(parents=True, mode=0o700)
    try:
        (save_sqlite if "sqlite" in database["ENGINE"] else save_postgres)(database, partial)
        # The files after the database: one uploaded in between is a file too many, never one missing.
        for name, files in folders_of(settings).items():
            with tarfile.open(partial / name, "w:gz") as archive:
                if files.is_dir():
                    archive.add(files, root_of(name))
    except BaseException:
        shutil.rmtree(partial)
        raise
    partial.rename(folder)
    print(folder)


def root_of(archive):
    """What its files stand in."""
    return archive.partition(".")[0]


def set_aside(path):
    if path.exists():
        path.rename(path.with_name(f"{path.name}.avant-{now()}"))


def restore_sqlite(database, folder):
    check_sqlite(folder / SQLITE)
    path = Path(database["NAME"])
    path.parent.mkdir(parents=True, exist_ok=True)
    for suffix in ("-wal", "-shm", ""):
        set_aside(path.with_name(path.name + suffix))
    shutil.copyfile(folder / SQLITE, path)


def restore_postgres(database, folder):
    command = ["pg_restore", "--clean", "--if-exists", "--no-owner", "--single-transaction", "--exit-on-error"]
    environment = postgres_environment(database)
    subprocess.run([*command, f"--dbname={database['NAME']}", folder / POSTGRES], check=True, env=environment)


def check_files(path):
    root = root_of(path.name)
    try:
        with tarfile.open(path) as archive:
            names = [member.name for member in archive]
    except (OSError, EOFError, tarfile.TarError, zlib.error) as error:
        sys.exit(f"✗ {path} est abîmé : {error}")
    if any(name != root and not name.startswith(f"{root}/") for name in names):
        sys.exit(f"✗ {path} n’est pas une archive de fichiers déposés.")


def restore_files(path, target):
    set_aside(target)
    target.mkdir(parents=True)
    with tarfile.open(path) as archive:
        archive.extraction_filter = tarfile.data_filter
        for member in archive.getmembers():
            member.name = member.name.removeprefix(root_of(path.name)).lstrip("/") or "."
            archive.extract(member, target)


def restore(source, settings):
    database, folder = settings.DATABASES["default"], Path(source)
    is_sqlite = "sqlite" in database["ENGINE"]
    if not (folder / (SQLITE if is_sqlite else POSTGRES)).is_file() or not (folder / MEDIA).is_file():
        sys.exit(f"✗ {folder} n’est pas une sauvegarde complète de cette sorte de base.")
    # A backup made before there were forms has no files of answers.
    archives = {folder / name: target for name, target in folders_of(settings).items() if (folder / name).is_file()}
    for path in archives:
        check_files(path)  # all of it is known to be readable before anything is touched
    (restore_sqlite if is_sqlite else restore_postgres)(database, folder)
    for path, target in archives.items():
        restore_files(path, target)
    for command in (["migrate", "--noinput"], ["reindex"]):
        subprocess.run([sys.executable, "manage.py", *command], check=True, cwd=ROOT)
    print("Restauré. Relancez le site.")


def main():
    actions = {"save": save, "restore": restore}
    if len(sys.argv) != 3 or sys.argv[1] not in actions:
        sys.exit(__doc__)
    from django.conf import settings

    actions[sys.argv[1]](sys.argv[2], settings)


if __name__ == "__main__":
    main()
