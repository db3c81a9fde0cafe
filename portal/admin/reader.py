"""Who reads the screen being answered: what names pages asks it, and is not passed the request through every call."""

from contextlib import contextmanager
from contextvars import ContextVar

_request = ContextVar("request", default=None)


@contextmanager
def screen(request):
    token = _request.set(request)
    try:
        yield
    finally:
        _request.reset(token)


def on_a_screen():
    """Whether a screen of the admin is changing things: scripts that mend a site may delete what is in use."""
    return _request.get() is not None


def reader():
    """The account that reads; ``None`` off the screens of the admin."""
    return getattr(_request.get(), "user", None)


def knows_drafts_of(page):
    """Whether the reader has a part in ``page``, or no screen is being answered."""
    user = reader()
    if user is None:
        return True
    tester = page.permissions_for_user(user)
    return user.is_active and (user.is_superuser or bool(tester.permissions))
