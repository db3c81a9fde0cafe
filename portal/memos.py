"""What the handler of ``pre_save`` finds out about a record, told to that of ``post_save``."""

import threading


class Memo(threading.local):
    """One per subject. Before the save one knows what changes; only after it may it be acted upon."""

    def __init__(self):
        self._kept = {}

    def keep(self, record, found):
        """Of each save, nothing included: one that failed leaves nothing to the next."""
        self._kept[_key(record)] = found

    def take(self, record):
        """What was kept; None of a record that had no key yet."""
        return self._kept.pop(_key(record), None)


def _key(record):
    return type(record), record.pk
