"""Settings of a developer's machine: errors in full, e-mail in the terminal, local addresses only."""

from .base import *  # noqa: F403
from .base import SECRET_KEY

DEBUG = True
PAGE_CACHE_MEGABYTES = 0  # a template that was changed shows at once
SECRET_KEY = SECRET_KEY or "dev-only-key-never-used-in-production"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
