"""What two installs must have in common for one to read the other's tables."""

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

import portal


def release():
    return getattr(portal, "__version__", "")


def migrations():
    """``{app: last migration}`` of this database."""
    last = {}
    for app, name in sorted(MigrationRecorder(connection).applied_migrations()):
        last[app] = name
    return last
