"""Processes killed at any moment: no change that was promised is lost, and the sweeper makes index and database equal.

Four kills in the suite; KILLS=30 for the whole proof.
"""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KILLS = int(os.environ.get("KILLS", "4"))
OTHERS = (["reindex"], ["search_sync", "--watch", "0.1"])
START_LIMIT = 60  # seconds


@pytest.fixture
def var(django_db_setup, database_states, django_db_blocker, tmp_path):
    """The environment of processes that run on the sample, in files. Not inside a test's transaction."""
    with django_db_blocker.unblock():
        return {**os.environ, **database_states.export("sample", tmp_path)}


def start(command, var):
    with open(Path(var["VAR_DIR"]) / "processes.log", "a") as log:
        return subprocess.Popen([sys.executable, *command], cwd=ROOT, env=var, stdout=log, stderr=log)


def run(var, *command):
    done = subprocess.run([sys.executable, *command], cwd=ROOT, env=var, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def promises(file):
    return file.read_text("utf-8").splitlines() if file.exists() else []


def wait_for_promises(file, known, publisher):
    deadline = time.monotonic() + START_LIMIT
    while len(promises(file)) <= known:
        assert publisher.poll() is None, "the publisher stopped by itself"
        assert time.monotonic() < deadline
        time.sleep(0.05)


def kill_in_the_middle(var, file, other, chance):
    processes = [start(["-m", "tests.search.publisher", str(file)], var), start(["manage.py", *other], var)]
    try:
        wait_for_promises(file, len(promises(file)), processes[0])
        time.sleep(chance.random())
    finally:
        for process in chance.sample(processes, 2):
            process.send_signal(signal.SIGKILL)
            process.wait()


CHECK = """
import sys
from wagtail.models import Page
from search.models import Entry
wanted = dict(reversed(line.split()) for line in sys.stdin)
wanted = {pk: sign for pk, sign in wanted.items() if sign != "?"}
live = set(Page.objects.filter(live=True).values_list("pk", flat=True))
found = set(Entry.objects.values_list("page_id", flat=True))
print(sum((sign == "+") != (int(pk) in live) or (int(pk) in live) != (int(pk) in found) for pk, sign in wanted.items()))
"""


def broken_promises(var, file):
    """How many pages are not as promised, in the database or in its entries."""
    answer = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", CHECK],
        cwd=ROOT,
        env=var,
        input="\n".join(promises(file)),
        capture_output=True,
        text=True,
        check=True,
    )
    return int(answer.stdout)


@pytest.mark.django_db(transaction=True)
def test_nothing_promised_is_lost_whatever_is_killed(var, tmp_path):
    file, chance = tmp_path / "promises.txt", random.Random(7)
    for number in range(KILLS):
        kill_in_the_middle(var, file, OTHERS[number % 2], chance)
    run(var, "manage.py", "search_sync")
    assert len(promises(file)) >= KILLS
    assert "écart : 0 absents ou anciens, 0 en trop" in run(var, "manage.py", "search_status")
    assert broken_promises(var, file) == 0
