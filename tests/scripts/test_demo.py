"""``make demo`` stops when it is told to, whatever it was doing."""

import os
import signal
import subprocess
import sys
from importlib import import_module

import pytest

from tests.scripts.test_backup import ROOT


@pytest.fixture
def demo(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "scripts")
    yield import_module("demo")
    sys.modules.pop("demo", None)


@pytest.fixture
def started(demo, monkeypatch):
    """What it starts are sleeping processes; told to stop while the ``told_at``-th of them is being started."""
    processes, told_at = [], []

    def begin(*_):
        processes.append(subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]))
        if len(processes) in told_at:
            os.kill(os.getpid(), signal.SIGTERM)
        return processes[-1]

    monkeypatch.setattr(demo, "begin", begin)
    monkeypatch.setattr(demo, "wait_until_served", lambda *_: None)
    monkeypatch.setattr(demo, "announce", lambda *_: None)
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield processes, told_at
    for number, handler in handlers.items():
        signal.signal(number, handler)
    for process in processes:
        process.kill()


def test_told_while_the_worker_is_being_started_it_leaves_none_behind(demo, started):
    processes, told_at = started
    told_at.append(2)
    demo.serve("http://127.0.0.1:1/", {})
    assert [process.returncode for process in processes] == [-signal.SIGTERM, -signal.SIGTERM]


def test_a_server_that_was_told_to_stop_has_not_failed_to_start(demo, started, monkeypatch):
    processes, _told_at = started

    def wait(*_):
        os.kill(os.getpid(), signal.SIGTERM)
        raise demo.Refusal("Le serveur n’a pas démarré")

    monkeypatch.setattr(demo, "wait_until_served", wait)
    demo.serve("http://127.0.0.1:1/", {})
    assert [process.returncode for process in processes] == [-signal.SIGTERM]


def test_before_there_is_a_server_it_stops_all_the_same(demo):
    with pytest.raises(KeyboardInterrupt):
        demo.interrupt()
