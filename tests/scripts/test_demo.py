"""``make demo`` stops when it is told to, whatever it was doing."""

import sys
from importlib import import_module

import pytest

from tests.scripts.test_backup import ROOT


@pytest.fixture
def demo(monkeypatch):
    monkeypatch.syspath_prepend(ROOT / "scripts")
    yield import_module("demo")
    sys.modules.pop("demo", None)


class Server:
    told = 0

    def terminate(self):
        self.told += 1


def test_server_and_worker_are_told_before_the_exception_that_may_be_lost(demo):
    server, worker = Server(), Server()
    with pytest.raises(KeyboardInterrupt):
        demo.interrupt([server, worker])
    assert (server.told, worker.told) == (1, 1)


def test_before_there_is_a_server_it_stops_all_the_same(demo):
    with pytest.raises(KeyboardInterrupt):
        demo.interrupt()
