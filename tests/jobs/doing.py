"""What a worker does, in the test's own process, and a job as it stands then."""

from jobs.models import Job
from jobs.worker import queue_worker


def do_all():
    """Does what waits, in its order."""
    queue_worker("test", interval=0, batch=True).run()


def again(job):
    return Job.objects.get(pk=job.pk)
