"""The whole site into one folder."""

from django.core.management.base import BaseCommand, CommandError

from transfer.writing import NoRoom, export


class Command(BaseCommand):
    help = "Écrit tout le site dans un dossier : contenus, brouillons, historique, réglages, fichiers."

    def add_arguments(self, parser):
        parser.add_argument("folder", help="Un dossier neuf, ou celui d’un export arrêté en route.")

    def handle(self, *args, folder, verbosity, **options):
        try:
            manifest = export(folder, self.stdout.write if verbosity > 1 else lambda text: None)
        except (NoRoom, OSError) as error:
            raise CommandError(str(error)) from error
        rows, files = sum(manifest["rows"].values()), len(manifest["files"]) - len(manifest["rows"])
        self.stdout.write(f"Site écrit dans {folder} : {rows} lignes, {files} fichiers.")
        for path in manifest["missing"]:
            self.stderr.write(f"Ce fichier est nommé et manque : {path}")
