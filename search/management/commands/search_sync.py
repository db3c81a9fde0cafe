"""The sweeper: applies what a crash or an outage left waiting. Run every minute by cron or a timer."""

from django.core.management.base import BaseCommand, CommandError

from search.contract import EngineError
from search.indexing import drop_expired, prune, sync


class Command(BaseCommand):
    help = "Rattrape les changements qui ne sont pas encore dans l’index."

    def handle(self, *args, **options):
        try:
            drop_expired()
            done = sync()
        except EngineError as error:
            raise CommandError(str(error)) from error
        prune()
        self.stdout.write(f"{done} changement(s) appliqué(s).")
