"""Pressed twice: who comes second sees what came of the first press, rather than that it is under way."""

import time
from datetime import timedelta

from django.contrib.auth import get_user_model

PATIENCE, LOOKED_AT = 5, 0.1  # seconds that a second press waits for the first; and between two looks
LONGEST = timedelta(minutes=1)  # no request takes as long: what it left half done since was left by a stopped server


def wait_while(is_under_way):
    """For what another request does, not for a job: that one has its own screen."""
    deadline = time.monotonic() + PATIENCE
    while is_under_way() and time.monotonic() < deadline:
        time.sleep(LOOKED_AT)


def one_after_the_other(user):
    """Other presses of the same account wait until the transaction ends."""
    list(get_user_model().objects.select_for_update(no_key=True).filter(pk=user.pk).values_list("pk"))
