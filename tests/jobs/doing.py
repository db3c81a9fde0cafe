"""What a worker does, in the test's own process, and a job as it stands then."""

from unittest.mock import patch

from django_tasks_db.management.commands import db_worker

from jobs.models import Job
from jobs.worker import queue_worker


def do_all():
    """Does what waits, in its order. The connection is that of the test's transaction: it stays open."""
    with patch.object(db_worker, "close_old_connections"):
        queue_worker("test", interval=0, batch=True).run()


def again(job):
    return Job.objects.get(pk=job.pk)
