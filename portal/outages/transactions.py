"""What follows a commit."""

from contextlib import ExitStack, contextmanager
from typing import ClassVar

from asgiref.local import Local
from django.db import transaction


class AfterCommit:
    """Does something after a commit, once however often the transaction asked for it.

    What a rolled back transaction asked for is done after the next one: it must do no harm when nothing changed.
    """

    known: ClassVar[list] = []

    def __init__(self, function):
        self.function = function
        self.known.append(self)
        self._asked, self._held = Local(), Local()

    def ask(self):
        self._asked.value = True
        transaction.on_commit(self, robust=True)

    def __call__(self):
        if getattr(self._asked, "value", False) and not getattr(self._held, "value", False):
            self._asked.value = False
            self.function()

    @contextmanager
    def once(self):
        """What many transactions ask for is done after the last of them."""
        self._held.value = True
        try:
            yield
        finally:
            self._held.value = False
            transaction.on_commit(self, robust=True)


@contextmanager
def each_once():
    """Of a bulk change: whatever its transactions ask for, in whatever room, is done after the last of them."""
    with ExitStack() as stack:
        for each in AfterCommit.known:
            stack.enter_context(each.once())
        yield
