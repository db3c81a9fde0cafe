"""The site of a folder into an install that has none."""

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from transfer.files import Damaged
from transfer.reading import NotFresh, examine, refuse_a_site, restore


class Command(BaseCommand):
    help = "Reprend un site écrit par « export_site », dans une base vide, juste après « migrate »."

    def add_arguments(self, parser):
        parser.add_argument("folder")
        parser.add_argument("--check", action="store_true", help="Vérifie le dossier et n’écrit rien.")

    def handle(self, *args, folder, check, verbosity, **options):
        try:
            if check:
                examine(folder)
                refuse_a_site()
                self.stdout.write("Le dossier est entier, et peut être repris ici.")
                return
            total = restore(folder, self.stdout.write if verbosity > 1 else lambda text: None)
        except (Damaged, NotFresh, OSError) as error:
            raise CommandError(str(error)) from error
        call_command("reindex", verbosity=0)
        self.stdout.write(f"Site repris : {total} lignes.")
        self.stdout.write("Les comptes n’ont plus de mot de passe : chacun en choisit un par « Mot de passe oublié ».")
