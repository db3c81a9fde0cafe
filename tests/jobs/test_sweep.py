"""What killed processes leave is told within a minute, taken up once where that is safe, forgotten after a month."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, TaskResultStatus

from jobs.models import Job, Worker
from jobs.queue import start
from jobs.sweep import KEPT, SEEN, SILENCE, is_nobody_at_work, prune, sweep
from tests.jobs.doing import again, do_all


def killed(kind, asker, ago, **values):
    """A job whose process was killed ``ago``."""
    job = start(kind, asker, "Compter", to=2)
    before = timezone.now() - ago
    Job.objects.filter(pk=job.pk).update(**{"state": Job.State.RUNNING, "heartbeat": before, **values})
    DBTaskResult.objects.filter(pk=job.task).update(status=TaskResultStatus.RUNNING, started_at=before)
    return job


def test_silence_is_shorter_than_the_minute_that_is_promised():
    assert SILENCE + timedelta(seconds=20) <= timedelta(minutes=1)


def test_a_job_that_may_be_done_twice_is_taken_up(asker):
    job = killed("count", asker, 2 * SILENCE)
    sweep()
    assert (again(job).state, again(job).attempt) == ("waiting", 2)
    do_all()
    assert (again(job).state, again(job).result) == ("done", {"counted": 2})


def test_it_is_taken_up_once(asker):
    job = killed("count", asker, 2 * SILENCE, attempt=2)
    sweep()
    assert again(job).state == Job.State.INTERRUPTED
    assert again(job).ended


def test_what_is_not_safe_to_repeat_is_only_told(asker):
    job = killed("refuse", asker, 2 * SILENCE)
    sweep()
    assert (again(job).state, again(job).attempt) == ("interrupted", 1)


def test_what_was_to_be_stopped_is_not_taken_up(asker):
    job = killed("count", asker, 2 * SILENCE, stop=True)
    sweep()
    assert again(job).state == Job.State.INTERRUPTED


def test_a_job_that_gave_a_sign_of_life_is_left_alone(asker):
    job = killed("count", asker, SILENCE / 2)
    sweep()
    assert again(job).state == Job.State.RUNNING
    assert DBTaskResult.objects.get(pk=job.task).status == TaskResultStatus.RUNNING


def test_a_process_killed_before_it_began_loses_nothing(asker):
    job = killed("refuse", asker, 2 * SILENCE, state=Job.State.WAITING, heartbeat=None)
    do_all()
    assert again(job).state == Job.State.WAITING
    sweep()
    do_all()
    assert again(job).state == Job.State.FAILED


def test_a_process_that_the_database_kept_from_beginning_loses_nothing(asker):
    """It was held when the job was to be claimed: the queue counts its place as failed."""
    job = start("count", asker, "Compter", to=2)
    DBTaskResult.objects.update(status=TaskResultStatus.FAILED, started_at=timezone.now() - 2 * SILENCE)
    do_all()
    assert again(job).state == Job.State.WAITING
    sweep()
    do_all()
    assert again(job).state == Job.State.DONE


def test_the_queue_keeps_no_place_of_a_dead_process(asker):
    job = killed("refuse", asker, 2 * SILENCE)
    sweep()
    assert DBTaskResult.objects.get(pk=job.task).status == TaskResultStatus.FAILED


def test_sweeping_twice_changes_nothing_more(asker):
    job = killed("count", asker, 2 * SILENCE)
    sweep()
    sweep()
    assert again(job).attempt == 2
    assert DBTaskResult.objects.filter(status=TaskResultStatus.READY).count() == 1


@pytest.mark.parametrize(("ago", "is_kept"), [(KEPT - timedelta(days=1), True), (KEPT + timedelta(days=1), False)])
def test_jobs_and_their_files_are_forgotten_after_a_month(asker, ago, is_kept):
    job = start("count", asker, "Compter", to=1, file=ContentFile(b"liste", "liste.csv"))
    path = Path(job.file.path)
    do_all()
    for model, field in ((Job, "ended"), (DBTaskResult, "finished_at")):
        model.objects.update(**{field: timezone.now() - ago})
    prune()
    assert (Job.objects.exists(), DBTaskResult.objects.exists(), path.exists()) == (is_kept,) * 3


def test_what_waits_is_never_forgotten(asker):
    job = start("count", asker, "Compter", to=1)
    Job.objects.update(created=timezone.now() - 2 * KEPT)
    prune()
    assert again(job).state == Job.State.WAITING


def test_a_worker_that_is_silent_is_nobody(db):
    assert is_nobody_at_work()
    Worker.objects.create(name="a", seen=timezone.now() - 2 * SEEN)
    assert is_nobody_at_work()
    Worker.objects.create(name="b", seen=timezone.now())
    assert not is_nobody_at_work()
