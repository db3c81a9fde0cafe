"""Served as the demo is, in a folder and a database of their own: VAR_DIR must say which."""

import os

if "VAR_DIR" not in os.environ:
    raise RuntimeError("VAR_DIR must name the folder of the bench: the demo's own content is never touched.")

if "BENCH_DATABASE_URL" in os.environ:
    import psycopg  # noqa: F401 - before the demo's settings, which do without

from portal.settings.demo import *  # noqa: E402, F403
from portal.settings.demo import DATABASES, INSTALLED_APPS, MIDDLEWARE, STATIC_ROOT, STORAGES, env  # noqa: E402

INSTALLED_APPS = [*INSTALLED_APPS, "bench"]
MIDDLEWARE = [*MIDDLEWARE, *(["bench.made.stamp"] if "BENCH_STAMPED" in os.environ else [])]
BENCH_SCREENS = "bench.screens"
BENCH_INDEX = "reindex"
if "BENCH_DATABASE_URL" in os.environ:
    DATABASES["default"] = {**env.db_url("BENCH_DATABASE_URL"), "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True}

# Served by nobody here: the names as they are, so that a file added since needs no collecting.
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
