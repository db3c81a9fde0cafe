"""The model of another portal into this one, which keeps what it has."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from transfer.blueprint.bringing import ADDED, DIFFERS, LEFT, WORDS, bring
from transfer.blueprint.file import read
from transfer.files import Damaged


class Command(BaseCommand):
    help = (
        "Compare le modèle d’un autre portail à celui-ci, et dit ce qui serait ajouté, ce qui est déjà là et ce qui "
        "diffère. N’écrit rien sans --apply ; ce qui est déjà là n’est jamais changé."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE", help="Un fichier écrit par « export_model ».")
        parser.add_argument(
            "--without", nargs="*", default=(), metavar="CODE", help="vocabulaires à laisser : les secteurs d’ailleurs"
        )
        parser.add_argument("--apply", action="store_true", help="ajoute ce qui manque")

    def handle(self, *args, file, apply, without, verbosity, **options):
        try:
            with override("fr"):
                told = bring(read(file.read_bytes()), apply=apply, without=without)
        except (Damaged, OSError) as error:
            raise CommandError(str(error)) from error
        shown = WORDS if verbosity > 1 else (ADDED, DIFFERS, LEFT)
        for state in shown:
            for outcome in told.of(state):
                self.stdout.write(f"{outcome.words} : {outcome.title} {outcome.detail}".rstrip())
        self.stdout.write(", ".join(f"{WORDS[state]} : {count}" for state, count in told.counts().items()) + ".")
        if not apply:
            self.stdout.write("Rien n’a été écrit : recommencez avec --apply.")
