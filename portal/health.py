"""``/sante/``: whether the portal is well, for the machine that watches it. Closed unless the city opens it."""

from __future__ import annotations

import asyncio
import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.conf import settings
from django.db import connections
from django.http import Http404, HttpResponse, JsonResponse
from django.utils.cache import add_never_cache_headers
from django.utils.crypto import constant_time_compare
from django.utils.module_loading import import_string
from django.views import View
from health_check.base import HealthCheck, HealthCheckResult
from health_check.exceptions import ServiceWarning

LEAST_FREE = 500  # megabytes: an index is rebuilt beside the live one


@dataclass
class Disk(HealthCheck):
    """Room where the portal writes: the database, uploads, the index."""

    def __repr__(self) -> str:
        return "disque"

    def run(self) -> None:
        free = shutil.disk_usage(settings.VAR_DIR).free // 1_000_000
        if free < LEAST_FREE:
            raise ServiceWarning(f"il reste {free} Mo, il en faut {LEAST_FREE}")


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
            response = JsonResponse(states, status=status)
        else:
            lines = "".join(f"{name}: {state}\n" for name, state in states.items())
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
