"""A job seen from inside: what was asked, how far it is, whether to go on."""

import logging
from datetime import timedelta
from threading import Event

from django.db import OperationalError
from django.utils import timezone

from jobs.models import Job

BEAT = timedelta(seconds=0.5)  # between two signs of life, at least
logger = logging.getLogger(__name__)

leaving = Event()  # set once this process was told to stop


class Stopped(Exception):
    """Somebody pressed « Arrêter »."""


class Leaving(Exception):
    """The process was told to stop: the job may begin anew in the next one."""


class Overtaken(Exception):
    """This process was silent for so long that the job was given to another, or counted as lost."""


class Refused(Exception):
    """The work cannot be done; its text, in French, says what to do."""


class Work:
    """What ``Kind.run`` is given.

    It calls ``advance()`` between two steps, outside of any transaction and at least twice in ``sweep.SILENCE``: what
    is written there must be seen by others at once, and the step before must be kept when it ends by an exception.
    """

    def __init__(self, job):
        self.pk, self.attempt = job.pk, job.attempt
        self.given, self.by, self.asked = job.given, job.by, job.created
        self.result = {}
        self._done, self._total, self._message = 0, job.total, ""
        self._beaten = timezone.now()

    def advance(self, by=0, *, total=None, message=None):
        """Counts ``by`` more steps, of ``total``. Raises what the process must not go on after."""
        self._done += by
        self._total = self._total if total is None else total
        self._message = self._message if message is None else message[:255]
        if timezone.now() - self._beaten >= BEAT:
            self.beat()

    def beat(self):
        """Writes how far it is, reads whether to go on. Raises ``Stopped``, ``Leaving`` or ``Overtaken``."""
        now = timezone.now()
        try:
            alive = self._row().update(done=self._done, total=self._total, message=self._message, heartbeat=now)
            stop = self._row().values_list("stop", flat=True).first()
        except OperationalError:
            logger.warning("Travail %s : la base est occupée, son avancement sera écrit plus tard.", self.pk)
            return
        self._beaten = now
        if not alive:
            raise Overtaken
        if stop:
            raise Stopped
        if leaving.is_set():
            raise Leaving

    def hold(self):
        """Within a transaction: nobody takes the job up before it ends. Raises ``Overtaken`` where somebody has."""
        if self._row().select_for_update().values_list("pk").first() is None:
            raise Overtaken

    def end(self, state, message=None):
        """Writes the end, unless another process has the job by now."""
        said = self._message if message is None else message[:255]
        self._row().update(
            state=state,
            done=self._done,
            total=self._total,
            message=said,
            result=self.result,
            ended=timezone.now(),
        )

    def _row(self):
        return Job.objects.filter(pk=self.pk, attempt=self.attempt, state=Job.State.RUNNING)
