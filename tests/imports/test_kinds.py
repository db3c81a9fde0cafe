"""A booklet read and written by a worker; killed in the middle, the next one writes the rest and nothing twice."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.files.base import ContentFile, File

from actions.models import ActionPage
from imports.batches import mapping_text, start_reading, start_writing
from imports.models import Batch
from jobs import queue
from tests.imports.booklets.making import DATA
from tests.imports.making import accept_all, actions, batch_of, read
from tests.jobs.doing import again, do_all

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 60  # seconds
MANY = 80

ASK = f"""
from imports.batches import start_writing
from portal.models import User
from tests.imports.making import accept_all, batch_of, read
user = User.objects.create_superuser("autrice", "autrice@passerelles.example", "un mot de passe")
batch = batch_of(*[read(f"Fiche d’essai {{n}}", 1000 + n) for n in range({MANY})], user=user)
accept_all(batch)
start_writing(batch, user)
"""
TELL = """
import json
from actions.models import ActionPage
from imports.models import BatchSheet
from jobs.models import Job
job = Job.objects.get()
print(json.dumps({
    "state": job.state, "attempt": job.attempt, "done": job.done,
    "written": BatchSheet.objects.filter(state="written").count(),
    "pages": ActionPage.objects.filter(number__gte=1000).count(),
    "rows": list(BatchSheet.objects.filter(state="written").values_list("pk", "page", "revision")),
}))
"""
SILENT = """
from datetime import timedelta
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from jobs.models import Job
before = timezone.now() - timedelta(minutes=1)
Job.objects.update(heartbeat=before)
DBTaskResult.objects.update(started_at=before)
"""


@pytest.fixture
def open_booklet():
    with (DATA / "livret.md").open("rb") as file:
        yield File(file, "livret.md")


def test_a_booklet_is_read_into_rows(sample_site, admin_user, open_booklet):
    batch = start_reading(open_booklet, "Livret 2026", mapping_text("cite-educative"), actions(), admin_user)
    do_all()
    job = again(batch.job)
    assert (job.state, job.result) == ("done", {"batch": batch.pk, "sheets": 3, "unplaced": job.result["unplaced"]})
    assert list(batch.sheets.values_list("position", "number", "state", "decision")) == [
        (1, 1, "read", "waiting"),
        (2, 2, "read", "waiting"),
        (3, 4, "read", "waiting"),
    ]
    batch.refresh_from_db()
    assert batch.report["document"]["format"] == "md"
    assert "sheets" not in batch.report


def test_a_file_that_cannot_be_read_says_so(sample_site, admin_user):
    file = ContentFile(b"PK\x03\x04 truncated", "livret.docx")
    batch = start_reading(file, "Livret", mapping_text("cite-educative"), actions(), admin_user)
    do_all()
    job = again(batch.job)
    assert (job.state, "abîmé" in job.message, batch.sheets.count()) == ("failed", True, 0)


def test_read_again_after_its_process_went_it_keeps_what_was_decided(sample_site, admin_user, open_booklet):
    batch = start_reading(open_booklet, "Livret 2026", mapping_text("cite-educative"), actions(), admin_user)
    do_all()
    accept_all(batch)
    queue.again(again(batch.job))
    do_all()
    assert (again(batch.job).state, set(batch.sheets.values_list("decision", flat=True))) == ("done", {"accepted"})


def test_accepted_sheets_are_written_and_counted(sample_site, admin_user):
    batch = batch_of(read(), read("Chorale", 902), read("", 903), read("Piscine", 904), user=admin_user)
    accept_all(batch)
    batch.sheets.filter(number=904).update(decision="skipped")
    start_writing(batch, admin_user)
    do_all()
    job = again(batch.job)
    assert (job.state, job.done, job.total) == ("done", 3, 3)
    assert job.result == {"batch": batch.pk, "read": 1, "written": 2, "refused": 1, "undone": 0}
    assert not ActionPage.objects.filter(number=904).exists()


def test_a_batch_deleted_meanwhile_is_said(sample_site, admin_user):
    batch = start_writing(batch_of(read(), user=admin_user), admin_user)
    Batch.objects.all().delete()
    do_all()
    assert "n’existe plus" in again(batch.job).message


@pytest.fixture
def environment(django_db_setup, database_states, django_db_blocker, tmp_path):
    """Of processes that run on the sample, in files. Not inside a test's transaction."""
    with django_db_blocker.unblock():
        return {**os.environ, **database_states.export("sample", tmp_path)}


def shell(environment, code):
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", code]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


def worker(environment, *arguments):
    return subprocess.Popen([sys.executable, "manage.py", "run_worker", *arguments], cwd=ROOT, env=environment)


def told(environment):
    return json.loads(shell(environment, TELL))


def kill_in_the_middle(environment):
    process, deadline = worker(environment), time.monotonic() + LIMIT
    try:
        while (state := told(environment))["written"] < 2:
            assert time.monotonic() < deadline, state
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=LIMIT)


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_leaves_no_half_sheet_and_the_next_writes_none_twice(environment):
    shell(environment, ASK)
    kill_in_the_middle(environment)
    left = told(environment)
    assert 2 <= left["written"] < MANY
    assert left["pages"] == left["written"]

    shell(environment, SILENT)
    assert worker(environment, "--batch").wait(timeout=LIMIT) == 0
    done = told(environment)
    assert (done["state"], done["attempt"], done["written"], done["pages"]) == ("done", 2, MANY, MANY)
    assert [row for row in left["rows"] if row not in done["rows"]] == []
