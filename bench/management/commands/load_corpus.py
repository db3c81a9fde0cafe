"""Fills the bench's own database with real pages, and indexes them."""

import time
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from bench.corpus import items
from bench.loading import load
from resources.models import ResourcePage


class Command(BaseCommand):
    help = "Remplit la base de mesure de N fiches publiées, puis les indexe."

    def add_arguments(self, parser):
        parser.add_argument("count", type=int)
        parser.add_argument("--corpus", type=Path, help="Un fichier JSON par lignes, au lieu du corpus inventé.")

    def handle(self, *args, count, corpus=None, **options):
        call_command("migrate", interactive=False, verbosity=0)
        if ResourcePage.objects.exists():
            raise CommandError("Cette base contient déjà des fiches : donnez un autre VAR_DIR.")
        call_command("setup_site", verbosity=0)
        started = time.monotonic()
        loaded = load(items(count, corpus))
        self.stdout.write(f"{loaded} fiches écrites en {time.monotonic() - started:.1f} s")
        started = time.monotonic()
        call_command("reindex", verbosity=0)
        call_command("update_index", verbosity=0)  # the admin's own, which each save keeps: the stock site has it too
        self.stdout.write(f"indexées en {time.monotonic() - started:.1f} s")
