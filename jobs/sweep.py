"""What a killed process leaves behind, and what nobody needs any more."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks_db.models import DBTaskResult, TaskResultStatus

from jobs.mails.delivery import forget_mails, sweep_mails
from jobs.models import Job, Worker
from jobs.queue import again, interrupt
from portal.accounts.personal_links import forget_links
from portal.accounts.sent_once import forget_sent

SILENCE = timedelta(seconds=40)  # without a sign of life, a job's process is dead
SEEN = timedelta(seconds=60)  # since a worker said that it lives
KEPT = timedelta(days=30)  # after the end of a job


def sweep(now=None):
    """Counts as interrupted what has been silent for too long. May be called by any process, at any time."""
    before = (now or timezone.now()) - SILENCE
    lost = Job.objects.filter(state=Job.State.RUNNING, heartbeat__lt=before)
    for pk, attempt in lost.values_list("pk", "attempt"):
        interrupt(pk, attempt)
    _sweep_taken(before)
    _end_places(before)
    sweep_mails(now)


def _sweep_taken(before):
    """Taken from the queue by a process that could not begin, killed or kept from the database: it waits again."""
    ways = (TaskResultStatus.RUNNING, TaskResultStatus.FAILED)
    taken = DBTaskResult.objects.filter(status__in=ways, started_at__lt=before).values("pk")
    for job in Job.objects.filter(state=Job.State.WAITING, task__in=taken):
        again(job)


def _end_places(before):
    """django-tasks-db leaves those of killed processes running for ever."""
    alive = Job.objects.filter(state=Job.State.RUNNING).values("task")
    DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING, started_at__lt=before).exclude(pk__in=alive).update(
        status=TaskResultStatus.FAILED, finished_at=timezone.now()
    )


# Rooms add to it: functions of the moment before which nobody needs a thing any more.
also_forgotten: list[Callable[[datetime], None]] = []


def prune(now=None):
    """Forgets jobs a month after their end, their files with them, workers that are gone, what rooms keep as long."""
    now = now or timezone.now()
    for forget in (forget_mails, *also_forgotten):
        forget(now - KEPT)
    forget_links(now)
    forget_sent(now)
    for job in Job.objects.filter(ended__lt=now - KEPT):
        job.file.delete(save=False)
        job.delete()
    DBTaskResult.objects.filter(finished_at__lt=now - KEPT).delete()
    Worker.objects.filter(seen__lt=now - KEPT).delete()


def last_seen():
    """When a worker last said that it lives; ``None`` if none ever did."""
    return Worker.objects.order_by("-seen").values_list("seen", flat=True).first()


def is_nobody_at_work(now=None):
    seen = last_seen()
    return seen is None or seen < (now or timezone.now()) - SEEN
