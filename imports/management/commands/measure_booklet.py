import json
from pathlib import Path

import yaml
from django.core.management.base import BaseCommand, CommandError

from imports.batches import mapping_text
from imports.booklets.mapping import MappingError, read_mapping
from imports.measuring import mask, measure
from imports.reading import read_file
from jobs.apart import Illegible

TO_LOOK_AT = 3  # exit status: something is wrong, and nothing says so


class Command(BaseCommand):
    help = "Compare ce qui est lu d’un livret à ce qu’une personne y a lu : juste, faux, perdu, par champ."

    def add_arguments(self, parser):
        parser.add_argument("files", type=Path, nargs="*", metavar="FILE")
        parser.add_argument("--expected", type=Path, required=True, metavar="FILE", help="ce qui est attendu")
        parser.add_argument("--mapping", default="cite-educative", metavar="NAME", help="la description du livret")
        parser.add_argument("--mask", type=Path, metavar="OUT", help="écrit les valeurs attendues, masquées")

    def handle(self, *args, files, expected, mapping, **options):
        said = yaml.safe_load(expected.read_text("utf-8"))
        if options["mask"]:
            options["mask"].write_text(json.dumps(mask(said), ensure_ascii=False, indent=1) + "\n", "utf-8")
        try:
            described = read_mapping(mapping_text(mapping))
            scores = {file.name: measure(read_file(file.absolute(), described), said) for file in files}
        except (MappingError, Illegible) as error:
            raise CommandError(str(error)) from None
        self._tell(scores)
        if any(score.unsaid for fields in scores.values() for score in fields.values()):
            raise CommandError("Des valeurs sont fausses sans que rien n’en doute.", returncode=TO_LOOK_AT)

    def _tell(self, scores):
        """Right of all, then what is wrong (and said by no doubt) and what is lost."""
        for file, fields in scores.items():
            self.stdout.write(f"{file}")
            for name, score in fields.items():
                if score.total:
                    share = f"{score.right}/{score.total}"
                    rest = f"{score.wrong} faux dont {score.unsaid} sans doute, {score.lost} perdus"
                    self.stdout.write(f"  {name:20} {share:>9}  {rest if score.right < score.total else ''}".rstrip())
