"""What editors set up here, for another portal."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from transfer.blueprint.file import made
from transfer.files import write_text


class Command(BaseCommand):
    help = (
        "Écrit le modèle de ce portail dans un fichier : vocabulaires et termes, types de fiche, propriétés, mots "
        "expliqués, mots des gens. Ni page, ni personne, ni fichier."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE", help="Un fichier neuf, par exemple modele.json.")

    def handle(self, *args, file, **options):
        if file.exists():
            raise CommandError(f"{file} existe déjà : donnez un autre nom.")
        try:
            write_text(file, made())
        except OSError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"Modèle du portail écrit dans {file}.")
