"""A job that another process has by now keeps nothing of the turn it was in."""

import pytest

from jobs.models import Job, Worker
from jobs.queue import start
from jobs.turns import in_turns
from jobs.work import Overtaken, Work
from tests.jobs.doing import again


def test_a_turn_begun_after_the_job_was_taken_up_elsewhere_is_not_kept(asker):
    job = start("count", asker, "Compter", to=2)
    Job.objects.update(state=Job.State.RUNNING)
    work = Work(again(job))
    Job.objects.update(attempt=2)
    with pytest.raises(Overtaken):
        in_turns(work, ["un"], lambda name: Worker.objects.create(name=name, seen=work.asked))
    assert not Worker.objects.exists()
