"""A database that is held or away for longer than one waits ends no worker."""

import pytest
from django.db import OperationalError, ProgrammingError

from jobs import worker


class Loop:
    """The queue's own, which ends on what it cannot read."""

    def __init__(self, errors):
        self.errors, self.runs = list(errors), 0

    def __call__(self, of):
        self.runs += 1
        if self.errors:
            raise self.errors.pop(0)


@pytest.fixture
def run(monkeypatch):
    def run(errors, batch=False):
        loop = Loop(errors)
        monkeypatch.setattr(worker.QueueWorker, "run", lambda of: loop(of))
        monkeypatch.setattr(worker, "close_old_connections", lambda: None)
        worker.queue_worker("essai", interval=0, batch=batch).run()
        return loop.runs

    monkeypatch.setattr(worker, "PAUSE", 0)
    return run


@pytest.mark.parametrize("said", ["database is locked", "database or disk is full", "unable to open database file"])
def test_it_tries_again(run, said):
    assert run([OperationalError(said), OperationalError(said)]) == 3


def test_what_is_no_outage_ends_it(run):
    with pytest.raises(ProgrammingError):
        run([ProgrammingError("no such table")])


def test_one_that_empties_the_queue_says_so_by_its_status(run):
    with pytest.raises(OperationalError):
        run([OperationalError("database is locked")], batch=True)
