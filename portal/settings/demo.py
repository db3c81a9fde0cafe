"""Settings of ``make demo``: served as in production, but to this machine only, over plain http."""

import os
import secrets

# A city's .env, database or search must never receive the sample content.
os.environ["ENV_FILE"] = os.devnull
for name in ("DATABASE_URL", "SEARCH_URL", "SEARCH_ENGINE", "SEARCH_COPY"):
    os.environ.pop(name, None)

from .served import *  # noqa: E402, F403
from .served import VAR_DIR, env  # noqa: E402


def _demo_key():
    """The key is made once and kept, so that a session survives a restart; only this user may read it."""
    path = VAR_DIR / "secret_key"
    try:
        return path.read_text()
    except FileNotFoundError:
        VAR_DIR.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(50))
        return path.read_text()


SECRET_KEY = _demo_key()
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
WAGTAILADMIN_BASE_URL = f"http://127.0.0.1:{env.int('PORT', default=8000)}"
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
