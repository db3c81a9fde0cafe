"""From a click to a process: the row and its place in the queue are written together, or not at all."""

import json

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext
from django_tasks import task

from jobs import work
from jobs.kinds import kind_of
from jobs.models import Job
from jobs.work import Work
from portal.outages.faults import outage_of
from portal.outages.pressed_twice import one_after_the_other

BACKEND = "jobs"  # of TASKS: Wagtail's own tasks stay with the default one, which does them at once
logger = work.logger


def start(kind, by, title, *, total=0, file=None, **given):
    """Asks for long work, within the caller's transaction. ``given`` is JSON. ``KeyError``: no such kind."""
    if kind_of(kind) is None:
        raise KeyError(kind)
    with transaction.atomic():
        job = Job.objects.create(kind=kind, by=by, title=title[:200], total=total, given=given, file=file or "")
        enqueue(job)
    return job


@transaction.atomic
def start_once(kind, by, title, *, total=0, **given):
    """The same, where a button may be pressed twice: the job of the first press, as long as it is not over."""
    one_after_the_other(by)
    asked = json.loads(json.dumps(given))
    waiting = Job.objects.filter(kind=kind, by=by).exclude(state__in=Job.OVER)
    same = next((job for job in waiting if job.given == asked), None)
    return same or start(kind, by, title, total=total, **given)


def enqueue(job):
    """A place in the queue for this attempt."""
    job.task = do_job.enqueue(job.pk, job.attempt).id
    job.save(update_fields=["task"])


@task(backend=BACKEND)
def do_job(pk, attempt):
    """What a worker does. Nothing, when the job was stopped or given to another meanwhile."""
    mine = Job.objects.filter(pk=pk, attempt=attempt, state=Job.State.WAITING)
    if not mine.update(state=Job.State.RUNNING, heartbeat=timezone.now()):
        return
    job = Job.objects.select_related("by").get(pk=pk)
    under_way = Work(job)
    try:
        _run(kind_of(job.kind), under_way)
    except work.Overtaken:
        logger.warning("Travail %s : repris ailleurs, abandonné ici.", pk)
    except work.Stopped:
        under_way.end(Job.State.STOPPED)
    except work.Refused as refusal:
        under_way.end(Job.State.FAILED, str(refusal))
    except Exception as error:
        logger.exception("Travail %s (%s) : échec.", pk, job.kind)
        under_way.end(Job.State.FAILED, _told(error))
    except BaseException:
        interrupt(pk, attempt)
        raise


def _told(error):
    if outage_of(error):
        return gettext("La base ou le disque ne répondait plus : ce qui est fait reste fait. Reprenez dans un moment.")
    return gettext("Le travail s’est arrêté sur une erreur, que le journal du serveur décrit.")


def _run(kind, under_way):
    if kind is None:
        raise work.Refused(gettext("Cette version du portail ne connaît plus cette sorte de travail."))
    try:
        under_way.beat()
        kind.run(under_way)
    except work.Leaving:
        interrupt(under_way.pk, under_way.attempt)
    else:
        under_way.end(Job.State.DONE)


def interrupt(pk, attempt):
    """Says that its process has gone; where that is safe the job begins anew, once."""
    with transaction.atomic():
        job = Job.objects.select_for_update().filter(pk=pk, attempt=attempt, state=Job.State.RUNNING).first()
        if job is None:
            return
        kind = kind_of(job.kind)
        if kind and kind.repeatable and job.attempt == 1 and not job.stop:
            again(job)
        else:
            job.state, job.ended = Job.State.INTERRUPTED, timezone.now()
            job.save(update_fields=["state", "ended"])


def again(job):
    job.state, job.attempt, job.done, job.heartbeat = Job.State.WAITING, job.attempt + 1, 0, None
    job.save(update_fields=["state", "attempt", "done", "heartbeat"])
    enqueue(job)


def stop(job):
    """What waits is stopped at once, what runs at its next sign of life. Harmless on what is over."""
    now = timezone.now()
    waiting = Job.objects.filter(pk=job.pk, state=Job.State.WAITING)
    if not waiting.update(state=Job.State.STOPPED, stop=True, ended=now):
        Job.objects.filter(pk=job.pk, state=Job.State.RUNNING).update(stop=True)
