"""Rebuilds the index beside the live one, then swaps: visitors never see fewer results meanwhile."""

import gc

from django.conf import settings
from django.core.management.base import BaseCommand

from search.engines.registry import get_engine
from search.indexing.entries import CARD_VERSION
from search.indexing.sync import sync
from search.indexing.upkeep import drift, rebuild
from search.models import Entry


class Command(BaseCommand):
    help = "Reconstruit l’index de recherche à côté de l’index en service, puis les échange."

    def add_arguments(self, parser):
        parser.add_argument("--engine", choices=list(settings.SEARCH_ENGINES), help="Un seul moteur (tous, sinon).")
        parser.add_argument(
            "--if-needed", action="store_true", help="Seulement si l’index manque ou n’est plus à jour."
        )
        parser.add_argument("--verify", action="store_true", help="Compare ensuite l’index à la base, page par page.")

    def handle(self, *args, engine=None, if_needed=False, verify=False, **options):
        gc.freeze()  # what Django is made of is no garbage: walking through it takes a quarter of the time
        for name in [engine] if engine else settings.SEARCH_ENGINES:
            if if_needed and is_current(name):
                sync()
                self.stdout.write(f"{name} : l’index est à jour.")
                continue
            count = rebuild(name, progress=self._progress)
            self.stdout.write(f"{name} : {count} documents indexés.")
            if verify:
                missing, ghosts = drift(name)
                self.stdout.write(f"{name} : {len(missing)} absents ou anciens, {len(ghosts)} en trop.")

    def _progress(self, done, total):
        self.stdout.write(f"  {done} / {total} pages lues")


def is_current(name):
    """Whether the index is sound, whole, and made of entries of this release."""
    health, entries = get_engine(name, patient=True).health(), Entry.objects.count()
    if health["error"] or not health["version_ok"] or not entries:
        return False
    return health["documents"] == entries == Entry.objects.filter(card__version=CARD_VERSION).count()
