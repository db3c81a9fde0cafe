"""Loads quartiers, schools and streets from a file; a line that cannot be kept is named, and nothing is."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from directory.territories import link_territories
from schools.places_file import BadPlaces, decode, read_places
from schools.places_loading import store_places


class Command(BaseCommand):
    help = "Charge des quartiers, des écoles et des rues (CSV en UTF-8 ; colonnes : docs/deploy.fr.md)."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, help="Le fichier.")

    def handle(self, *args, **options):
        with override("fr"):
            self.stdout.write(f"Lieux chargés : {self._store(options['file'])}.")
        linked, unmatched = link_territories()
        if linked:
            self.stdout.write(f"Organisations rattachées à leur quartier : {linked}.")
        for organization in unmatched:
            self.stdout.write(f"Territoire sans quartier : {organization} ({organization.territory}).")

    def _store(self, path):
        try:
            return store_places(read_places(decode(path.read_bytes())))
        except OSError as error:
            raise CommandError(f"Le fichier « {path} » ne peut pas être lu : {error.strerror}.") from error
        except BadPlaces as bad:
            raise CommandError(str(bad)) from bad
