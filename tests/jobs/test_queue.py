"""From a click to a result: once, in the queue's order, whatever happens to who does it."""

import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from jobs import work
from jobs.models import Job
from jobs.queue import do_job, start, start_once, stop
from portal.models import User
from tests.jobs.doing import again, do_all


def test_a_job_waits_then_is_done_and_keeps_what_came_out(asker):
    job = start("count", asker, "Compter", to=3)
    assert again(job).state == Job.State.WAITING
    do_all()
    job = again(job)
    assert (job.state, job.done, job.total, job.message, job.result) == ("done", 3, 3, "3 comptés", {"counted": 3})
    assert job.is_over
    assert job.ended >= job.created
    assert job.percent == 100


def test_pressed_twice_it_is_one_job_until_it_is_over(asker):
    first = start_once("count", asker, "Compter", to=3)
    assert start_once("count", asker, "Compter", to=3) == first
    assert start_once("count", asker, "Compter", to=4) != first
    assert start_once("count", User.objects.create(username="autre"), "Compter", to=3) != first
    do_all()
    assert start_once("count", asker, "Compter", to=3) != first


def test_nothing_is_asked_for_when_the_request_is_undone(asker):
    with transaction.atomic():
        start("count", asker, "Compter", to=3)
        transaction.set_rollback(True)
    assert not Job.objects.exists()
    assert not DBTaskResult.objects.exists()


def test_an_unknown_kind_is_a_fault_of_the_code(asker):
    with pytest.raises(KeyError):
        start("mystère", asker, "?")
    assert not Job.objects.exists()


def test_a_kind_that_a_version_before_knew_is_told(asker):
    job = start("count", asker, "Compter", to=3)
    Job.objects.update(kind="autrefois")
    do_all()
    assert again(job).state == Job.State.FAILED
    assert "ne connaît plus" in again(job).message


def test_what_cannot_be_done_says_why(asker):
    job = start("refuse", asker, "Lire")
    do_all()
    assert (again(job).state, again(job).message) == ("failed", "Le fichier est vide : choisissez-en un autre.")


def test_a_fault_of_the_code_is_logged_and_never_shown(asker, caplog):
    job = start("fail", asker, "Diviser")
    do_all()
    assert again(job).state == Job.State.FAILED
    assert "ZeroDivisionError" in caplog.text
    assert "Zero" not in again(job).message


def test_one_that_fails_keeps_no_other_waiting(asker):
    start("fail", asker, "Diviser")
    job = start("count", asker, "Compter", to=1)
    do_all()
    assert again(job).state == Job.State.DONE


def test_what_waits_is_stopped_at_once(asker):
    job = start("count", asker, "Compter", to=3)
    stop(job)
    assert again(job).state == Job.State.STOPPED
    do_all()
    assert (again(job).state, again(job).done) == ("stopped", 0)


def test_what_runs_is_stopped_at_its_next_step(asker):
    job = start("stopped", asker, "Durer")
    do_all()
    assert again(job).state == Job.State.STOPPED


def test_what_is_over_stays_as_it_ended(asker):
    job = start("count", asker, "Compter", to=1)
    do_all()
    stop(job)
    assert (again(job).state, again(job).stop) == ("done", False)


def test_a_process_told_to_leave_gives_its_job_back_once(asker):
    job = start("count", asker, "Compter", to=3)
    work.leaving.set()
    do_all()
    assert (again(job).state, again(job).attempt) == ("interrupted", 2)
    work.leaving.clear()
    do_all()
    assert again(job).state == Job.State.INTERRUPTED


def test_a_job_given_back_is_done_by_the_next_process(asker):
    job = start("count", asker, "Compter", to=3)
    work.leaving.set()
    do_job.call(job.pk, 1)
    work.leaving.clear()
    do_all()
    assert (again(job).state, again(job).attempt, again(job).result) == ("done", 2, {"counted": 3})


def test_who_was_silent_for_too_long_writes_nothing_more(asker):
    job = start("lost", asker, "Perdre")
    do_all()
    assert (again(job).state, again(job).attempt) == ("running", 2)
