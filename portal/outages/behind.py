"""Work that outlasts the request it comes from."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Lock, Thread

from django.conf import settings
from django.db import connections

logger = logging.getLogger(__name__)


class Behind:
    """Does something in a thread of this process, one at a time: asked for meanwhile, it is done once more.

    A process that is stopped lets it end; killed, it leaves the rest to whoever sweeps: the work must bear to be cut.
    """

    def __init__(self, work: Callable[[], object]) -> None:
        self.work = work
        self._lock = Lock()
        self._is_asked = False
        self._thread: Thread | None = None

    def ask(self) -> None:
        if not settings.WORK_BEHIND:
            self.work()
            return
        with self._lock:
            self._is_asked = True
            if self._thread is None:
                self._thread = Thread(target=self._run)
                self._thread.start()

    def wait(self) -> None:
        """Until nothing is under way."""
        thread = self._thread
        if thread:
            thread.join()

    def _run(self) -> None:
        while self._goes_on():
            try:
                self.work()
            except Exception:  # nobody waits for it: it is told where those who keep the site look
                logger.exception("Un travail en arrière-plan s’est arrêté.")
        connections.close_all()

    def _goes_on(self) -> bool:
        with self._lock:
            if self._is_asked:
                self._is_asked = False
                return True
            self._thread = None
            return False
