"""A city's data, saved while it is written, and restored: whole, or not at all."""

import os
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db(transaction=True)

DATABASES = ("database.sqlite3", "database.dump")


@pytest.fixture
def var(django_db_setup, database_states, django_db_blocker, tmp_path):
    """The environment of processes that run on a copy of the sample, in files."""
    folder = tmp_path / "var"
    (folder / "media" / "documents").mkdir(parents=True)
    (folder / "media" / "documents" / "note.pdf").write_bytes(b"%PDF-1.4 note")
    with django_db_blocker.unblock():
        return {**os.environ, **database_states.export("sample", folder)}


def run(var, *command, limit=""):
    shell = ["sh", "-c", f'{limit} exec "$@"', "sh", sys.executable, *command]
    return subprocess.run(shell, cwd=ROOT, env=var, capture_output=True, text=True, check=False)


def backup(var, *arguments, **options):
    return run(var, "scripts/backup.py", *map(str, arguments), **options)


def saved(var, tmp_path):
    done = backup(var, "save", tmp_path / "backups")
    assert done.returncode == 0, done.stderr
    return Path(done.stdout.strip())


def titles(var):
    code = "from wagtail.models import Page; print(sorted(Page.objects.values_list('title', flat=True)))"
    done = run(var, "manage.py", "shell", "-v0", "-c", code)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_what_is_saved_under_writes_is_restored_with_its_files_and_its_index(var, tmp_path):
    before, note = titles(var), Path(var["VAR_DIR"]) / "media" / "documents" / "note.pdf"
    promised = tmp_path / "promises"
    publisher = subprocess.Popen([sys.executable, "-m", "tests.search.publisher", promised], cwd=ROOT, env=var)
    try:
        while not promised.exists() or not promised.read_text():
            assert publisher.poll() is None
        folder = saved(var, tmp_path)
    finally:
        publisher.kill()
        publisher.wait()
    note.write_bytes(b"changed")
    done = backup(var, "restore", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    after = titles(var)
    assert "Atelier" in after and after != before
    assert note.read_bytes() == b"%PDF-1.4 note"
    status = run(var, "manage.py", "search_status").stdout
    entries = next(line for line in status.splitlines() if line.startswith("Base")).split()[2]
    assert f"{entries} documents" in status
    aside = list(Path(var["VAR_DIR"]).glob("media.avant-*/documents/note.pdf"))
    assert [path.read_bytes() for path in aside] == [b"changed"]


def test_what_visitors_sent_is_apart_from_the_uploads_and_comes_back(var, tmp_path):
    sent = Path(var["VAR_DIR"]) / "answers" / "dossier.pdf"
    sent.parent.mkdir(exist_ok=True)
    sent.write_bytes(b"%PDF-1.4 dossier")
    folder = saved(var, tmp_path)
    with tarfile.open(folder / "media.tar.gz") as archive:
        assert not [name for name in archive.getnames() if "dossier" in name]
    sent.unlink()
    done = backup(var, "restore", folder)
    assert done.returncode == 0, done.stdout + done.stderr
    assert sent.read_bytes() == b"%PDF-1.4 dossier"


@pytest.mark.parametrize("damage", ["no database", "no media", "cut media", "foreign database", "empty"])
def test_half_and_foreign_folders_are_refused_and_nothing_is_touched(var, tmp_path, damage):
    folder, before = saved(var, tmp_path), titles(var)
    database = next(folder / name for name in DATABASES if (folder / name).exists())
    media = folder / "media.tar.gz"
    if damage in ("no database", "empty"):
        database.unlink()
    if damage in ("no media", "empty"):
        media.unlink()
    if damage == "cut media":
        media.write_bytes(media.read_bytes()[:40])
    if damage == "foreign database":
        database.write_bytes(b"PK\x03\x04 something else altogether")
    assert backup(var, "restore", folder).returncode != 0
    assert titles(var) == before
    assert (Path(var["VAR_DIR"]) / "media" / "documents" / "note.pdf").exists()


def test_a_disk_that_fills_up_leaves_no_half_backup(var, tmp_path):
    (Path(var["VAR_DIR"]) / "media" / "documents" / "long.pdf").write_bytes(os.urandom(3_000_000))
    done = backup(var, "save", tmp_path / "backups", limit="ulimit -f 2000;")
    assert done.returncode != 0
    assert not list((tmp_path / "backups").iterdir())
