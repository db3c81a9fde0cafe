import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from imports.booklets.mapping import MappingError, load_mapping
from imports.booklets.report import report_of
from imports.documents.blocks import Document
from jobs.apart import Illegible, read_apart


class Command(BaseCommand):
    help = "Lit un livret (.docx, .odt, .pdf, .md, .txt, .html) et dit ce qu’il y trouve. N’écrit rien."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--mapping", default="cite-educative", help="la description du livret")
        parser.add_argument("--json", action="store_true", help="tout, pour un programme")

    def handle(self, *args, file, mapping, **options):
        if not file.is_file():
            raise CommandError(f"Il n’y a pas de fichier « {file} ».")
        try:
            described = load_mapping(mapping)
            document = Document.from_json(read_apart("imports.documents.reading:read_document", file.absolute()))
        except (MappingError, Illegible) as error:
            raise CommandError(str(error)) from None
        report = report_of(document, described)
        if options["json"]:
            self.stdout.write(json.dumps(report, ensure_ascii=False, indent=1))
        else:
            self._tell(report)

    def _tell(self, report):
        for sheet in report["sheets"]:
            number = f"n° {sheet['number']} – " if sheet["number"] is not None else ""
            self.stdout.write(f"{number}{sheet['title']}")
            for doubt in sheet["doubts"]:
                self.stdout.write(f"   ? {doubt['text']}")
        for doubt in report["doubts"]:
            self.stdout.write(f"? {doubt['text']}")
        self.stdout.write(f"{len(report['sheets'])} fiches, {len(report['unplaced'])} blocs hors des fiches.")
