"""A worker killed while it writes a booklet: no half sheet, none lost, none written twice, however often it happens.

Two kills in the suite; KILLS=30 for the whole proof, on three hundred sheets.
"""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("KILLS", "2"))
MANY = 20 + 10 * KILLS if KILLS < 28 else 300
LIMIT = 120  # seconds

OBSERVER = f"""
import json, sys
from datetime import timedelta
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import Revision
from actions.models import ActionPage
from imports.batches import start_writing
from imports.models import Batch, BatchSheet
from jobs.models import Job
from jobs.sweep import sweep
from portal.models import User
from tests.imports.making import accept_all, batch_of, read

def ask():
    user = User.objects.create_superuser("autrice", "autrice@passerelles.example", "un mot de passe")
    batch = batch_of(*[read(f"Fiche d’essai {{n}}", 1000 + n) for n in range({MANY})], user=user)
    accept_all(batch)
    start_writing(batch, user)

def silent():
    # as after a minute: swept, as any worker does; asked again by its editor, once it was taken up as often as it may
    before = timezone.now() - timedelta(minutes=2)
    Job.objects.filter(state="running").update(heartbeat=before)
    DBTaskResult.objects.update(started_at=before)
    sweep()
    batch = Batch.objects.get()
    if batch.job.is_over and batch.sheets.exclude(state="written").exists():
        start_writing(batch, batch.by)

def tell():
    pages = ActionPage.objects.filter(number__gte=1000)
    job = Batch.objects.get().job
    return {{
        "state": job.state, "attempt": job.attempt, "live": pages.filter(live=True).count(),
        "rows": list(BatchSheet.objects.filter(state="written").values_list("number", "page", "revision")),
        "pages": list(pages.values_list("number", "pk")),
        "revisions": Revision.page_revisions.filter(object_id__in=[str(page.pk) for page in pages]).count(),
    }}

for line in sys.stdin:
    print(json.dumps({{"ask": ask, "silent": silent, "tell": tell}}[line.strip()]()), flush=True)
"""


@pytest.fixture
def environment(django_db_setup, database_states, django_db_blocker, tmp_path):
    """Of processes that run on the sample, in files. Not inside a test's transaction."""
    with django_db_blocker.unblock():
        return {**os.environ, **database_states.export("sample", tmp_path)}


@pytest.fixture
def site(environment):
    """Asks the site something, in a process of its own: « ask », « silent » or « tell »."""
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", OBSERVER]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=environment, **pipes) as process:

        def asked(what):
            print(what, file=process.stdin, flush=True)
            return json.loads(process.stdout.readline())

        yield asked
        process.stdin.close()


def worker(environment, *arguments):
    return subprocess.Popen([sys.executable, "manage.py", "run_worker", *arguments], cwd=ROOT, env=environment)


def kill_in_the_middle(environment, site, chance):
    known, deadline = len(site("tell")["rows"]), time.monotonic() + LIMIT
    wanted, process = known + chance.randint(1, 8), worker(environment)
    try:
        while len((state := site("tell"))["rows"]) < wanted:
            assert time.monotonic() < deadline, state
        time.sleep(chance.random() / 5)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=LIMIT)


def is_whole(state):
    """Each sheet that is said to be written is one page with one revision, and there is no other page."""
    rows = sorted((number, page) for number, page, _revision in state["rows"])
    return rows == sorted(map(tuple, state["pages"])) and state["revisions"] == len(rows) and not state["live"]


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_leaves_no_half_sheet_and_the_next_writes_none_twice(environment, site):
    chance, before = random.Random(KILLS), []
    site("ask")
    for _kill in range(KILLS):
        kill_in_the_middle(environment, site, chance)
        state = site("tell")
        assert is_whole(state), state
        assert [row for row in before if row not in state["rows"]] == []
        assert len(state["rows"]) < MANY
        before = state["rows"]
        site("silent")
    assert worker(environment, "--batch").wait(timeout=LIMIT) == 0
    done = site("tell")
    assert (done["state"], len(done["rows"]), is_whole(done)) == ("done", MANY, True)
    assert [row for row in before if row not in done["rows"]] == []
