"""``/sante/``: whether the portal is well, for the machine that watches it. Closed unless the city opens it."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connections, transaction
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import constant_time_compare
from django.utils.module_loading import import_string
from django.views import View
from health_check.base import HealthCheck, HealthCheckResult
from health_check.exceptions import ServiceWarning

from portal import __version__
from portal.models import VisibleChange
from portal.outages.patience import impatient

PATIENCE = 2000  # milliseconds that the check waits for another writer
WRITTEN = 64 * 1024  # bytes, in each folder
LEAST_FREE = 500  # megabytes: an index is rebuilt beside the live one


@dataclass
class Disk(HealthCheck):
    """Room where the portal writes: the database, uploads, the index."""

    def __repr__(self) -> str:
        return "disque"

    def run(self) -> None:
        for name, folder in folders().items():
            free = shutil.disk_usage(folder).free // 1_000_000
            if free < LEAST_FREE:
                raise ServiceWarning(f"{name} : il reste {free} Mo, il en faut {LEAST_FREE}")
            try:
                with tempfile.TemporaryFile(dir=folder) as file:  # a quota does not show in what is free
                    file.write(bytes(WRITTEN))
            except OSError as error:
                raise ServiceWarning(f"{name} : rien ne peut y être écrit") from error


def folders():
    wanted = {
        "base": settings.VAR_DIR,
        "fichiers déposés": settings.MEDIA_ROOT,
        "index": Path(settings.SEARCH_ENGINES["tantivy"]["PATH"]),
        "fichiers provisoires": Path(tempfile.gettempdir()),
    }
    return {name: existing(folder) for name, folder in wanted.items()}


def existing(folder):
    """A folder that nothing was put in yet is made in the one above."""
    return next(each for each in (folder, *folder.parents) if each.is_dir())


@dataclass
class Writing(HealthCheck):
    """Whether the database can be written: another process that holds it, or a full disk, lets it be read."""

    def __repr__(self) -> str:
        return "écriture"

    def run(self) -> None:
        try:
            with impatient(PATIENCE), transaction.atomic():
                VisibleChange.objects.create()
                transaction.set_rollback(True)
        except DatabaseError as error:
            raise ServiceWarning("la base ne peut pas être écrite") from error


class HealthView(View):
    """Text, or JSON with ``?format=json``; 200 when all is well, 500 otherwise.

    It answers only to who sends ``Authorization: Bearer`` and the HEALTH_TOKEN of the settings: without one, to nobody.
    """

    def get(self, request):
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not settings.HEALTH_TOKEN or not constant_time_compare(given, settings.HEALTH_TOKEN):
            raise Http404
        states = {repr(result.check): str(result.error or "OK") for result in run_checks()}
        status = 200 if set(states.values()) == {"OK"} else 500
        if request.GET.get("format") == "json":
            response = JsonResponse({"version": __version__, **states}, status=status)
        else:
            lines = "".join(
                f"{name}: {state}\n" for name, state in {f"passerelles {__version__}": "OK", **states}.items()
            )
            response = HttpResponse(lines, status=status, content_type="text/plain; charset=utf-8")
        add_never_cache_headers(response)
        return response


def run_checks() -> list[HealthCheckResult]:
    """Each within its own time. The library's checks want an event loop, which a request's thread does not have."""
    with ThreadPoolExecutor(max_workers=1) as loop, ThreadPoolExecutor(max_workers=1) as database:
        try:
            return loop.submit(asyncio.run, _gather(database)).result()
        finally:
            database.submit(connections.close_all)


async def _gather(executor: ThreadPoolExecutor) -> list[HealthCheckResult]:
    checks = [import_string(check)() for check in settings.HEALTH_CHECKS]
    return await asyncio.gather(*(check.get_result(executor) for check in checks))
