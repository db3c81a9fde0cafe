import json
from dataclasses import asdict
from pathlib import Path

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError

from imports.batches import mapping_text
from imports.booklets.mapping import MappingError, read_mapping
from imports.drafts.comparing import ADDED, ASKED, CHANGED, GONE, SAME, changes_of
from imports.drafts.writing import write
from imports.matching.registers import Registers
from imports.models import Batch, BatchSheet
from imports.places import usual_place
from imports.reading import keep, read_file, sheets_of
from jobs.apart import Illegible
from portal.inputs.pages import UNKNOWN, page_named
from portal.models import User

TO_LOOK_AT = 3  # exit status: read, and somebody must say something before all of it is written
WORDS = {
    ADDED: "nouvelle",
    CHANGED: "change",
    SAME: "dit déjà tout cela",
    GONE: "plus dans le livret",
    ASKED: "laquelle ?",
}


class Command(BaseCommand):
    help = "Lit un livret (.docx, .odt, .pdf, .md, .txt, .html) et dit ce qu’il y trouve. N’écrit rien sans --apply."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--mapping", default="cite-educative", metavar="NAME", help="la description du livret")
        parser.add_argument("--parent", metavar="PK|PATH", help="la liste où vont les nouvelles fiches")
        parser.add_argument("--user", metavar="NAME", help="le compte dont valent les droits")
        parser.add_argument("--apply", action="store_true", help="écrit les brouillons, ne publie rien")
        parser.add_argument("--json", action="store_true", help="tout, pour un programme")

    def handle(self, *args, file, mapping, **options):
        if not file.is_file():
            raise CommandError(f"Il n’y a pas de fichier « {file} ».")
        try:
            text = mapping_text(mapping)
            report = read_file(file.absolute(), read_mapping(text))
        except (MappingError, Illegible) as error:
            raise CommandError(str(error)) from None
        if options["apply"]:
            report["written"] = self._write(file, text, report, options)
        elif options["parent"]:
            batch = Batch(title=file.name[:200], mapping_text=text, parent=parent_of(options["parent"], text))
            report["changes"] = [asdict(change) for change in changes_of(batch, sheets_of(batch, report))]
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
        else:
            self._tell(report)
        if any(is_open(row) for row in [*report.get("written", ()), *report.get("changes", ())]):
            raise CommandError(
                "Des fiches attendent une réponse : elles sont nommées ci-dessus.", returncode=TO_LOOK_AT
            )

    def _write(self, file, text, report, options):
        """All that is read is accepted; the batch is then in the admin like any other."""
        user, parent = user_of(options["user"]), parent_of(options["parent"], text)
        with file.open("rb") as content:
            batch = Batch.objects.create(
                title=file.name[:200], file=File(content, file.name), mapping_text=text, parent=parent, by=user
            )
        keep(batch, report)
        batch.sheets.update(decision=BatchSheet.Decision.ACCEPTED)
        registers = Registers.of_batch(batch)
        for pk in batch.sheets.values_list("pk", flat=True):
            write(pk, user, registers)
        return list(batch.sheets.values("position", "number", "title", "state", "message", "page", "is_new"))

    def _tell(self, report):
        for sheet in report["sheets"]:
            self.stdout.write(named(sheet))
            for doubt in sheet["doubts"]:
                self.stdout.write(f"   ? {doubt['text']}")
        for doubt in report["doubts"]:
            self.stdout.write(f"? {doubt['text']}")
        for change in report.get("changes", ()):
            fields = [each["label"] for each in change["fields"] if each["state"] in (ADDED, CHANGED)]
            self.stdout.write(f"{WORDS[change['state']]} : {named(change)} {', '.join(fields)}".rstrip())
        for row in report.get("written", ()):
            self.stdout.write(f"{BatchSheet.State(row['state']).label} : {named(row)} {row['message']}".rstrip())
        self.stdout.write(f"{len(report['sheets'])} fiches, {len(report['unplaced'])} blocs hors des fiches.")


def named(row):
    return f"n° {row['number']} – {row['title']}" if row["number"] is not None else row["title"]


def is_open(row):
    return row["state"] in (ASKED, BatchSheet.State.REFUSED)


def parent_of(words, text):
    """By key, by the path of its address, or the usual place of the kind that the description names."""
    if not words:
        return usual_place(read_mapping(text).kind)
    found = page_named(words)
    if found is None:
        raise CommandError(UNKNOWN % words)
    return found


def user_of(name):
    users = User.objects.filter(is_active=True)
    found = users.filter(username=name) if name else users.filter(is_superuser=True).order_by("pk")
    if not found:
        raise CommandError(f"Aucun compte actif ne s’appelle « {name} »." if name else "Donnez un compte avec --user.")
    return found[0]
