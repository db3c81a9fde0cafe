"""Who reads the screen being answered: what names pages asks it, and is not passed the request through every call."""

from contextlib import contextmanager
from contextvars import ContextVar

from wagtail.permissions import page_permission_policy

PAGE_RIGHTS = {"add", "change", "publish", "lock", "unlock", "bulk_delete"}

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
    return user is None or page_permission_policy.user_has_any_permission_for_instance(user, PAGE_RIGHTS, page)
