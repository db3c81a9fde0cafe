"""Settings of the test suite: nothing of this machine's configuration, nothing slow, files in a temporary folder."""

import atexit
import os
import shutil
import tempfile

# A developer's .env must not decide what tests see; DATABASE_URL alone may be given, to run on PostgreSQL.
os.environ["ENV_FILE"] = os.devnull
for name in ("SEARCH_URL", "SEARCH_ENGINE", "SEARCH_COPY"):
    os.environ.pop(name, None)
os.environ["VAR_DIR"] = _temporary = tempfile.mkdtemp(prefix="passerelles-test-")
atexit.register(shutil.rmtree, _temporary, ignore_errors=True)

from .base import *  # noqa: E402, F403

SECRET_KEY = "test-only-" + "k" * 50
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
API_ANSWERS_A_MINUTE = 0  # a suite asks more in a minute than anybody does
WAGTAILADMIN_BASE_URL = "http://testserver"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
WHITENOISE_AUTOREFRESH = True  # no collected static files to walk through
WORK_BEHIND = False
MAIL_AFTER_THE_ANSWER = False  # as above: a thread would not see what a test has not committed
