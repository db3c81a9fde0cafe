"""Fills the database of the stock Wagtail, and indexes it."""

from pathlib import Path

from django.core.management.base import BaseCommand

from bench.corpus import items
from bench.stock.loading import load, make_tables


class Command(BaseCommand):
    help = "Remplit le Wagtail de comparaison de N fiches publiées, puis les indexe."

    def add_arguments(self, parser):
        parser.add_argument("count", type=int)
        parser.add_argument("--corpus", type=Path, help="Un fichier JSON par lignes, au lieu du corpus inventé.")

    def handle(self, *args, count, corpus=None, **options):
        make_tables()
        self.stdout.write(f"{load(items(count, corpus))} fiches écrites et indexées")
