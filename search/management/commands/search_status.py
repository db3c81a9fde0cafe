"""Engine, documents, position, drift: what an operator asks first."""

from django.conf import settings
from django.core.management.base import BaseCommand

from search.engines.contract import EngineError
from search.engines.registry import copy_name, get_engine
from search.indexing.upkeep import drift, newest_change, repair
from search.models import EnginePosition, Entry, Outbox


class Command(BaseCommand):
    help = "Dit l’état de la recherche ; --repair corrige les écarts avec la base."

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help="Réindexe les seules pages qui diffèrent.")

    def handle(self, *args, **options):
        waiting = Outbox.objects.count()
        entries = Entry.objects.count()
        self.stdout.write(f"Base : {entries} entrées, changement n° {newest_change()}, {waiting} page(s) à relire")
        for name in settings.SEARCH_ENGINES:
            self._describe(name, options["repair"])

    def _describe(self, name, mend):
        health = get_engine(name, patient=True).health()
        applied = EnginePosition.objects.filter(engine=copy_name(name)).values_list("applied", flat=True).first() or 0
        chosen = " (en service)" if name == settings.SEARCH_ENGINE else ""
        self.stdout.write(
            f"{copy_name(name)}{chosen} : {health['documents']} documents, position {applied}, "
            f"{health['size_bytes']} octets"
        )
        if health["error"]:
            self.stdout.write(f"  erreur : {health['error']}")
            return
        if not health["version_ok"]:
            self.stdout.write("  l’analyse ou le glossaire a changé : lancez « manage.py reindex »")
        try:
            missing, ghosts = drift(name)
            self.stdout.write(f"  écart : {len(missing)} absents ou anciens, {len(ghosts)} en trop")
            if mend and (missing or ghosts):
                self.stdout.write(f"  {repair(name)} document(s) corrigé(s)")
        except EngineError as error:
            self.stdout.write(f"  erreur : {error}")
