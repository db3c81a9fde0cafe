"""The process that does jobs: told to stop it gives its work back, killed it is found out, and the next one goes on."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LIMIT = 60  # seconds
PAGES = 120  # more than are published while one asks how far it is

ASK = f"""
from wagtail.models import Page
from sheets.admin.publish_job import publish_later
from portal.models import User
from tests import factories
user = User.objects.create_superuser("autrice", "autrice@passerelles.example", "un mot de passe")
print(publish_later([factories.action(title=f"Fiche {{n}}", live=False).pk for n in range({PAGES})], [], user).pk)
"""
TELL = """
import json
from jobs.models import Job
print(json.dumps(Job.objects.values("state", "attempt", "done", "result").get()))
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
def environment(django_db_setup, database_states, django_db_blocker, tmp_path):
    """Of processes that run on the sample, in files. Not inside a test's transaction."""
    with django_db_blocker.unblock():
        return {**os.environ, **database_states.export("sample", tmp_path)}


def shell(environment, code):
    command = [sys.executable, "manage.py", "shell", "-v", "0", "-c", code]
    return subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout


def worker(environment, *arguments):
    return subprocess.Popen([sys.executable, "manage.py", "run_worker", *arguments], cwd=ROOT, env=environment)


def job(environment):
    return json.loads(shell(environment, TELL))


def wait_until_begun(environment):
    deadline = time.monotonic() + LIMIT
    while (state := job(environment))["state"] != "running" or not state["done"]:
        assert time.monotonic() < deadline, state
        assert state["state"] in ("waiting", "running"), state


def begin_then(number, environment):
    """A worker is sent this signal in the middle of the job."""
    process = worker(environment)
    try:
        wait_until_begun(environment)
    finally:
        process.send_signal(number)
        process.wait(timeout=LIMIT)


@pytest.mark.django_db(transaction=True)
def test_a_killed_worker_loses_nothing(environment):
    shell(environment, ASK)
    begin_then(signal.SIGKILL, environment)
    left = job(environment)
    assert (left["state"], left["attempt"]) == ("running", 1)

    shell(environment, SILENT)
    assert worker(environment, "--batch").wait(timeout=LIMIT) == 0
    done = job(environment)
    assert (done["state"], done["attempt"]) == ("done", 2)
    assert done["result"] == {"published": PAGES, "refused": []}


@pytest.mark.django_db(transaction=True)
def test_told_to_stop_a_worker_gives_its_job_to_the_next(environment):
    shell(environment, ASK)
    begin_then(signal.SIGTERM, environment)
    assert worker(environment, "--batch").wait(timeout=LIMIT) == 0
    done = job(environment)
    assert (done["state"], done["attempt"]) == ("done", 2)
    assert (done["done"], done["result"]) == (PAGES, {"published": PAGES, "refused": []})
