"""The sweeper: does what a crash, an outage or a lack of time left undone. By cron each minute, or kept running."""

import time

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from search.indexing.upkeep import sweep
from search.results import missed


class Command(BaseCommand):
    help = "Rattrape les changements qui ne sont pas encore dans les index, et reconstruit un index perdu."

    def add_arguments(self, parser):
        parser.add_argument("--watch", type=float, metavar="SECONDES", help="Recommence sans fin, à cet intervalle.")

    def handle(self, *args, watch=None, **options):
        failures = self._sweep()
        while watch:
            time.sleep(watch)
            close_old_connections()
            failures = self._sweep()
        if failures:
            raise CommandError("La recherche n’est pas à jour partout, voir ci-dessus.")

    def _sweep(self):
        done, failures = sweep()
        missed.purge()
        for line in done:
            self.stdout.write(line)
        for line in failures:
            self.stderr.write(line)
        if not done and not failures:
            self.stdout.write("Rien à rattraper.")
        return failures
