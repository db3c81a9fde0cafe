"""A table as a file, for scripts."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from spreadsheets.exporting import as_file
from spreadsheets.tables.registry import all_tables, table_named
from spreadsheets.writing import FORMATS


class Command(BaseCommand):
    help = "Écrit un tableau (organisations, contacts, rues, fiches-action…) dans un fichier .xlsx, .ods ou .csv."

    def add_arguments(self, parser):
        parser.add_argument("name", metavar="NAME", help="le tableau")
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--empties", action="store_true", help="les cases vides effaceront")

    def handle(self, *args, name, file, empties, **options):
        extension = file.suffix.lower().lstrip(".")
        if extension not in FORMATS:
            raise CommandError("Donnez au fichier un nom en .xlsx, .ods ou .csv.")
        with override("fr"):
            content, _type = as_file(named(name), None, extension, empties=empties)
        try:
            file.write_bytes(content)
        except OSError as error:
            raise CommandError(f"« {file} » ne peut pas être écrit : {error.strerror}.") from error


def named(name):
    table = table_named(name)
    if table is None:
        known = ", ".join(each.name for each in all_tables())
        raise CommandError(f"Il n’y a pas de tableau « {name} ». Tableaux : {known}.")
    return table
