"""A file into a table, for scripts: dry unless asked otherwise."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from jobs.apart import Illegible
from portal.models import User
from spreadsheets import uploads
from spreadsheets.lines import ALIKE, REFUSED
from spreadsheets.management.commands.export_table import named
from spreadsheets.models import ColumnMapping

SOME_REFUSED = 2  # exit status


class Command(BaseCommand):
    help = (
        "Compare un fichier .xlsx, .ods ou .csv à un tableau, et dit ce qui changerait. N’écrit rien sans --apply. "
        "État de sortie : 0, tout va ; 1, illisible ; 2, des lignes refusées, ou peut-être déjà là."
    )

    def add_arguments(self, parser):
        parser.add_argument("name", metavar="NAME", help="le tableau")
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--apply", action="store_true", help="écrit ce qui n’est pas refusé")
        parser.add_argument("--alike", action="store_true", help="ajoute aussi ce qui est peut-être déjà là")
        parser.add_argument("--publish", action="store_true", help="publie aussi les fiches qui peuvent l’être")
        parser.add_argument("--mapping", help="une correspondance de colonnes gardée")
        parser.add_argument("--sheet", default="", help="la feuille du classeur")
        parser.add_argument("--user", help="au nom de ce compte, avec ses droits")
        parser.add_argument("--json", action="store_true", help="tout, pour un programme")

    def handle(self, *args, name, file, **options):
        with override("fr"):
            table = named(name)
            said = self._run(table, file, options)
        if options["json"]:
            self.stdout.write(json.dumps(said, ensure_ascii=False, indent=1))
        else:
            self._tell(said, {column.key: column.heading for column in table.columns})
        left = said["counts"][REFUSED] + said["counts"][ALIKE] * (not options["alike"])
        if left or said.get("result", {}).get("refused"):
            raise CommandError("Des lignes n’ont pas été reprises.", returncode=SOME_REFUSED)

    def _run(self, table, file, options):
        user = self._user(options["user"])
        if not table.may_change(user):
            raise CommandError(f"Le compte « {user} » n’a pas le droit de modifier « {table.label} ».")
        if not file.is_file():
            raise CommandError(f"Il n’y a pas de fichier « {file} ».")
        try:
            grid = uploads.read(file, options["sheet"])
        except Illegible as error:
            raise CommandError(str(error)) from None
        columns = self._columns(table, grid["rows"][0], options["mapping"])
        preview = uploads.check(table, grid, columns, user, uploads.AtOnce())
        if not options["apply"]:
            return preview
        publish = options["publish"] and table.may_publish(user)
        result = uploads.apply(table, preview, user, publish, uploads.AtOnce(), options["alike"])
        return {**preview, "result": result}

    def _user(self, name):
        if not name:
            return None
        user = User.objects.filter(username=name, is_active=True).first()
        if user is None:
            raise CommandError(f"Il n’y a pas de compte « {name} ».")
        return user

    def _columns(self, table, headings, mapping):
        if mapping and not ColumnMapping.objects.filter(table=table.name, name=mapping).exists():
            raise CommandError(f"Il n’y a pas de correspondance « {mapping} » pour « {table.label} ».")
        columns = uploads.propose(table, headings, mapping)
        if not any(column.key for column in columns):
            known = ", ".join(column.heading for column in table.columns)
            raise CommandError(f"Aucun titre de ce fichier n’est connu. Titres : {known}.")
        for column in columns:
            if not column.key:
                self.stderr.write(f"La colonne « {column.heading} » n’est pas reprise.")
        return columns

    def _tell(self, said, headings):
        for line in said["lines"]:
            self.stdout.write(f"Ligne {line['n']} – {line['title']} : {STATES[line['state']]}")
            for key, before, after, _text in line["cells"]:
                self.stdout.write(f"   {headings[key]} : {_quoted(before)} → {_quoted(after)}")
            for code, title in line.get("alike", ()):
                self.stdout.write(f"   ? {title} ({code})")
            for heading, text in line["why"]:
                self.stdout.write(f"   ! {heading} : {text}" if heading else f"   ! {text}")
        counts = said["counts"]
        self.stdout.write(", ".join(f"{counts[state]} {word}" for state, word in WORDS.items()) + ".")
        result = said.get("result", {})
        for number, title, why in (*result.get("refused", ()), *result.get("partly", ())):
            self.stdout.write(f"! Ligne {number} – {title} : {why}")
        if "result" in said:
            self.stdout.write(f"{said['result']['written']} lignes écrites.")


STATES = {"added": "ajoutée", "alike": "peut-être déjà là", "changed": "changée", "refused": "refusée"}
WORDS = {
    "added": "ajoutées",
    "alike": "peut-être déjà là",
    "changed": "changées",
    "same": "sans changement",
    "refused": "refusées",
}


def _quoted(text):
    return f"« {text} »" if text else "vide"
