"""Long writing shares the database: half a second at a time, then the others."""

import time

from django.db import connection

TURN = 0.5  # seconds that such a transaction should take at most: nobody else writes meanwhile, on SQLite
BREATH = 0.05  # seconds between two of them


def let_others_write() -> None:
    """SQLite does not queue: who waits tries each tenth of a second, and would never find it free between two."""
    if connection.vendor == "sqlite":
        time.sleep(BREATH)
