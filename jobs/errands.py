"""Small things that every worker does every few seconds, beside its jobs: what a room leaves to be done soon."""

import logging
from collections.abc import Callable

from django.db import DatabaseError

logger = logging.getLogger(__name__)
# Rooms add to it in ``AppConfig.ready``. Two workers may do the same one at once; each is short, and says by rows of
# the database what is left to do.
errands: list[Callable[[], object]] = []
# The same, once an hour: what a date brings about, reminders, things that are no longer kept.
hourly: list[Callable[[], object]] = []


def run_errands(which=errands):
    """One that fails does not keep the next ones from being done."""
    for errand in which:
        try:
            errand()
        except DatabaseError:  # busy, or away: what waits is done at the next round
            logger.exception("Courses : la base n’a pas répondu.")
        except Exception:
            logger.exception("Courses : l’une d’elles a échoué.")
