"""Many records, some at a time: a job that writes lets others write, and is told to stop between two turns."""

import time
from collections import deque

from django.db import transaction

from portal.outages.turns import TURN, let_others_write

MANY = 20  # records: up to there an editor waits, a second or so; more are a job


def in_turns(work, items, do):
    """``do(item)`` for each, half a second's worth in one transaction; ``work`` counts them once they are kept."""
    waiting = deque(items)
    while waiting:
        work.advance(_turn(work, waiting, do))
        let_others_write()


def _turn(work, waiting, do):
    began, started = len(waiting), time.monotonic()
    with transaction.atomic():
        work.hold()
        while waiting and (len(waiting) == began or time.monotonic() - started < TURN):
            do(waiting.popleft())
    return began - len(waiting)
