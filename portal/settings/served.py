"""What production and the demo share: a real server, compressed static files with fingerprinted names."""

from .base import *  # noqa: F403
from .base import DATABASES, STORAGES

# A connection belongs to a thread of gunicorn's and stays open: opening SQLite again costs as much as a small page.
DATABASES["default"].setdefault("CONN_MAX_AGE", None)

STORAGES["staticfiles"] = {"BACKEND": "portal.media.static_files.StaticFiles"}
