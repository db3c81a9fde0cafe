"""A worker killed while it looks through a spreadsheet or applies it: no line lost, none written twice.

Two kills in the suite; KILLS=15 for the whole proof.
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
MANY = 400 + 200 * KILLS  # lines, half of records that exist
LOOKED_AT = 6_000  # lines: looking through them takes some seconds
LIMIT = 120  # seconds

OBSERVER = """
import json, sys
from datetime import timedelta
from django.core.files.base import ContentFile
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import ModelLogEntry
from directory.models import Organization
from jobs.models import Job
from jobs.sweep import sweep
from portal.models import User
from spreadsheets import uploads, work
from spreadsheets.models import Upload
from spreadsheets.tables.registry import table_named

def drop(number):
    half = int(number) // 2
    user = User.objects.create_superuser("autrice", "autrice@passerelles.example", "un mot de passe")
    Organization.objects.bulk_create(Organization(name=f"Ancien {n}", code=f"ancien-{n}") for n in range(half))
    names = [*(f"Ancien {n}" for n in range(half)), *(f"Nouveau {n}" for n in range(half))]
    rows = "".join(f"{name};S{n}\\n" for n, name in enumerate(names))
    table = table_named("organisations")
    file = ContentFile("Nom;Sigle\\n".encode() + rows.encode(), "liste.csv")
    work.check(*again(uploads.receive(table, file, user)[0]))

def again(upload):
    return upload, table_named(upload.table), uploads.read(upload.file.path)

def apply():
    upload = Upload.objects.get()
    work.apply(upload, table_named(upload.table), False)

def silent():
    # as after a minute: swept, as any worker does; asked again by its editor, once it was taken up as often as it may
    before = timezone.now() - timedelta(minutes=2)
    Job.objects.filter(state="running").update(heartbeat=before)
    DBTaskResult.objects.update(started_at=before)
    sweep()
    upload = Upload.objects.get()
    if upload.job.is_over and upload.state == "checking":
        work.check(*again(upload))
    elif upload.job.is_over and upload.state == "applying":
        apply()

def tell():
    upload, mine = Upload.objects.get(), Organization.objects.filter(acronym__startswith="S", code__contains="eau-")
    old = Organization.objects.filter(code__startswith="ancien-")
    pks = [str(pk) for pk in (*mine.values_list("pk", flat=True), *old.values_list("pk", flat=True))]
    return {
        "upload": upload.state, "counts": upload.preview.get("counts"), "job": upload.job.state,
        "done": upload.job.done, "written": upload.result.get("written"), "refused": upload.result.get("refused"),
        "old": old.exclude(acronym="").count(), "new": sorted(mine.values_list("name", flat=True)),
        "logged": ModelLogEntry.objects.filter(object_id__in=pks).count(),
    }

for line in sys.stdin:
    what, *given = line.split()
    doors = {"drop": drop, "apply": apply, "silent": silent, "tell": tell}
    print(json.dumps(doors[what](*given)), flush=True)
"""


@pytest.fixture
def environment(django_db_setup, database_states, django_db_blocker, tmp_path):
    """Of processes that run on the sample, in files. Not inside a test's transaction."""
    with django_db_blocker.unblock():
        return {**os.environ, **database_states.export("sample", tmp_path)}


@pytest.fixture
def site(environment):
    """Asks the site something, in a process of its own: « drop 20 », « apply », « silent » or « tell »."""
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", OBSERVER]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(command, cwd=ROOT, env=environment, **pipes) as process:

        def asked(*what):
            print(*what, file=process.stdin, flush=True)
            return json.loads(process.stdout.readline())

        yield asked
        process.stdin.close()


def worker(environment, *arguments):
    return subprocess.Popen([sys.executable, "manage.py", "run_worker", *arguments], cwd=ROOT, env=environment)


def kill_in_the_middle(environment, site, chance, after=0):
    """When the job has told of so many lines, and more are to come."""
    deadline, process = time.monotonic() + LIMIT, worker(environment)
    try:
        while not ((state := site("tell"))["job"] == "running" and state["done"] >= after):
            assert time.monotonic() < deadline, state
        time.sleep(chance.random() / 3)
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=LIMIT)


def finish(environment, site):
    assert worker(environment, "--batch").wait(timeout=LIMIT) == 0
    return site("tell")


def is_whole(state):
    """Nobody stands twice, and each line that is written is written once in the history."""
    return len(set(state["new"])) == len(state["new"]) and state["logged"] == state["old"] + len(state["new"])


@pytest.mark.django_db(transaction=True)
def test_a_killed_look_through_writes_nothing_and_is_done_again(environment, site):
    chance = random.Random(KILLS)
    site("drop", LOOKED_AT)
    for _kill in range(KILLS):
        kill_in_the_middle(environment, site, chance, chance.choice([0, 1]))
        state = site("tell")
        assert (state["upload"], state["old"], state["new"]) == ("checking", 0, [])
        site("silent")
    state = finish(environment, site)
    assert (state["upload"], state["old"], state["new"], state["logged"]) == ("ready", 0, [], 0)
    assert state["counts"] == {"added": LOOKED_AT // 2, "changed": LOOKED_AT // 2, "same": 0, "refused": 0, "alike": 0}


@pytest.mark.django_db(transaction=True)
def test_a_killed_application_loses_no_line_and_the_next_writes_none_twice(environment, site):
    chance, before = random.Random(KILLS), 0
    site("drop", MANY)
    finish(environment, site)
    site("apply")
    for _kill in range(KILLS):
        kill_in_the_middle(environment, site, chance, 1)
        state = site("tell")
        assert is_whole(state), state
        assert before <= state["old"] + len(state["new"])
        before = state["old"] + len(state["new"])
        site("silent")
    state = finish(environment, site)
    assert (state["upload"], state["written"], state["refused"]) == ("done", MANY, [])
    assert (state["old"], len(state["new"]), is_whole(state)) == (MANY // 2, MANY // 2, True)
