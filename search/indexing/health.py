"""What ``/sante/`` asks of the search: each engine answers and is sound, and no change waits for long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone
from health_check.base import HealthCheck
from health_check.exceptions import ServiceUnavailable, ServiceWarning

from search.engines.registry import copy_name, get_engine
from search.indexing.sync import position_of
from search.models import Change, Outbox

LONGEST_WAIT = timedelta(minutes=5)


@dataclass
class Engines(HealthCheck):
    def __repr__(self) -> str:
        return "moteurs de recherche"

    def run(self) -> None:
        troubles = [trouble for name in settings.SEARCH_ENGINES if (trouble := self._trouble(name))]
        if troubles:
            raise ServiceUnavailable(" ; ".join(troubles))

    @staticmethod
    def _trouble(name: str) -> str:
        health = get_engine(name).health()
        if health["error"]:
            return f"{name} ne peut pas répondre"  # the engine's own words may name a host
        return "" if health["version_ok"] else f"{name} attend d’être reconstruit"


@dataclass
class Backlog(HealthCheck):
    def __repr__(self) -> str:
        return "changements à indexer"

    def run(self) -> None:
        waits = {"la base": Outbox.objects.order_by("created").values_list("created", flat=True).first()}
        for name in settings.SEARCH_ENGINES:
            behind = Change.objects.filter(pk__gt=position_of(name)).order_by("pk")
            waits[copy_name(name)] = behind.values_list("created", flat=True).first()
        late = [f"{who} depuis {_minutes(since)} min" for who, since in waits.items() if since and _is_late(since)]
        if late:
            raise ServiceWarning(f"en retard : {', '.join(late)} ; « manage.py search_sync » tourne-t-il ?")


def _is_late(since: datetime) -> bool:
    return timezone.now() - since > LONGEST_WAIT


def _minutes(since: datetime) -> int:
    return int((timezone.now() - since).total_seconds() // 60)
