"""``/sante/``: whether the portal is well, for the machine that watches it. Closed unless the city opens it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings
from django.db import connections
from django.http import Http404
from django.utils.crypto import constant_time_compare
from health_check.base import HealthCheck
from health_check.exceptions import ServiceWarning
from health_check.views import HealthCheckView

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


class HealthView(HealthCheckView):
    """Text, or JSON with ``?format=json``; 200 when all is well, 500 otherwise.

    It answers only to who sends ``Authorization: Bearer`` and the HEALTH_TOKEN of the settings: without one, to nobody.
    """

    async def dispatch(self, request, *args, **kwargs):
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not settings.HEALTH_TOKEN or not constant_time_compare(given, settings.HEALTH_TOKEN):
            raise Http404
        return await super().dispatch(request, *args, **kwargs)

    def get_checks(self) -> Iterator[HealthCheck]:
        self.checks = settings.HEALTH_CHECKS
        return super().get_checks()

    @contextmanager
    def get_executor(self) -> Iterator[ThreadPoolExecutor]:
        """One thread, which gives its connection to the database back."""
        with ThreadPoolExecutor(max_workers=1) as executor:
            try:
                yield executor
            finally:
                executor.submit(connections.close_all)

    def render_to_response(self, context, **response_kwargs):
        """No page: whoever looks from a browser reads the same lines."""
        return self.render_to_response_text(response_kwargs["status"])
