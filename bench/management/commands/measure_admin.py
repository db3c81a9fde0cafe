"""The screens an editor lives in, of the portal or of the stock Wagtail: milliseconds and queries. It writes."""

import json
import time
from collections.abc import Callable
from statistics import median

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils.module_loading import import_string

from bench.forms import drawn, signed_in

ROUNDS = 12


class Command(BaseCommand):
    help = "Mesure l’édition d’une fiche, l’explorateur, un répertoire de N lignes et un rapport. Écrit dans la base."

    def add_arguments(self, parser):
        parser.add_argument("rows", type=int, help="Combien d’organisations ajouter.")

    def handle(self, *args, rows, **options):
        settings.ALLOWED_HOSTS = ["*"]
        client, addresses = signed_in(), import_string(f"{settings.BENCH_SCREENS}.screens")(rows)
        measured = {name: timed(lambda url=url: client.get(url), 200) for name, url in addresses.items()}
        form = addresses["formulaire"]
        data = drawn(client, form)
        measured["brouillon"] = timed(lambda: client.post(form, data), 302)
        measured["publication"] = timed(lambda: client.post(form, {**data, "action-publish": "1"}), 302)
        self.stdout.write(json.dumps(measured))


def timed(ask: Callable[[], HttpResponse], status: int) -> dict:
    """The first answer is not counted: it reads what a process reads once."""
    answer = ask()
    if answer.status_code != status:
        raise RuntimeError(f"Réponse {answer.status_code} au lieu de {status}.")
    with CaptureQueriesContext(connection) as asked:
        ask()
        queries = len(asked)
    times = []
    for _round in range(ROUNDS):
        started = time.perf_counter()
        ask()
        times.append(1000 * (time.perf_counter() - started))
    return {"ms": median(times), "queries": queries}
