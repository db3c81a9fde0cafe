"""Forgets what was counted for limits, by the clock."""

from django.core.management.base import BaseCommand

from portal.accounts.throttle import purge


class Command(BaseCommand):
    help = "Oublie les essais comptés de plus d’un jour (connexions, mots de passe, API)."

    def handle(self, *args, **options):
        self.stdout.write(f"{purge()} essai(s) oublié(s)")
