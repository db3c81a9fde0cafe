"""What production and the demo share: a real server, compressed static files with fingerprinted names."""

import sys

from .base import *  # noqa: F403
from .base import DATABASES, STORAGES

# A connection belongs to a thread of gunicorn's and stays open: opening SQLite again costs as much as a small page.
DATABASES["default"].setdefault("CONN_MAX_AGE", None)

if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Not to be read: Wagtail's API asks Django REST framework, which reads PostgreSQL's driver where it finds it.
    sys.modules.setdefault("psycopg", None)  # type: ignore[arg-type]  # nine megabytes of each process

STORAGES["staticfiles"] = {"BACKEND": "portal.media.static_files.StaticFiles"}
