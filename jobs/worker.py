"""The process that does jobs: django-tasks-db's worker, and a thread that says it lives and sweeps after the others."""

import logging
import os
import socket
import time
from contextlib import contextmanager
from datetime import timedelta
from threading import Event, Thread

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker as QueueWorker

from jobs.errands import hourly, run_errands
from jobs.models import Worker
from jobs.queue import BACKEND
from jobs.sweep import prune, sweep
from jobs.work import leaving
from portal.outages.faults import outage_of

ROUND = 10  # seconds
HOUR = timedelta(hours=1)
ERRANDS = 3  # seconds
PAUSE = 5  # seconds, after a database that did not answer
PRUNED = timedelta(hours=1)
logger = logging.getLogger(__name__)


class LeavingWorker(QueueWorker):
    """Told to stop, it asks the job under way to end at its next step."""

    def run(self):
        """Goes on after a database that was held, full or away: the queue's own loop would end there."""
        while True:
            try:
                return super().run()
            except DatabaseError as error:
                if self.batch or not outage_of(error):
                    raise
                logger.warning("Travaux : la base ne répond pas (%s), nouvel essai.", type(error).__name__)
                close_old_connections()
                time.sleep(PAUSE)

    def shutdown(self, signum, frame):
        leaving.set()
        super().shutdown(signum, frame)


def queue_worker(name, *, interval, batch):
    return LeavingWorker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=interval,
        batch=batch,
        backend_name=BACKEND,
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
    )


def work(*, interval=1.0, batch=False):
    """Does jobs until told to stop; with ``batch``, until none waits. ``interval`` in seconds."""
    name = f"{socket.gethostname()[:40]}-{os.getpid()}"
    worker = queue_worker(name, interval=interval, batch=batch)
    worker.configure_signals()
    with watching(name):
        worker.run()


@contextmanager
def watching(name):
    over, rounds = Event(), Rounds(name)
    rounds.make()
    threads = [
        Thread(target=rounds.go_on, args=(over,), name="jobs-watch", daemon=True),
        # Of its own: a mail server that is slow to answer must not keep a job from saying that it lives.
        Thread(target=do_errands, args=(over,), name="jobs-errands", daemon=True),
    ]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        over.set()
        for thread in threads:
            thread.join()


def do_errands(over):
    due = timezone.now()
    while not over.wait(ERRANDS):
        close_old_connections()
        run_errands()
        if timezone.now() >= due:
            run_errands(hourly)
            due = timezone.now() + HOUR
    connection.close()


class Rounds:
    """What a worker does beside its jobs: it says that it lives, finds out who died, and forgets what is old."""

    def __init__(self, name):
        self.name, self.pruned = name, None

    def make(self):
        now = timezone.now()
        try:
            Worker.objects.update_or_create(name=self.name, defaults={"seen": now})
            sweep()
            if self.pruned is None or now - self.pruned > PRUNED:
                prune()
                self.pruned = now
        except DatabaseError:  # busy, or away: the next round will tell
            logger.exception("Travaux : la surveillance n’a pas pu faire sa ronde.")

    def go_on(self, over):
        while not over.wait(ROUND):
            close_old_connections()
            self.make()
        connection.close()
