"""Pages of a WordPress or of a stock Wagtail become drafts."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import override

from jobs.apart import Illegible
from portal.models import User
from transfer.elsewhere.drafts import KNOWN, NEW, bring
from transfer.elsewhere.places import NoPlace, place_named
from transfer.elsewhere.reading import read_file
from transfer.files import Damaged


class Command(BaseCommand):
    help = (
        "Lit l’export d’un WordPress (.xml) ou le « dumpdata » d’un Wagtail (.json), et dit ce qui viendrait et ce "
        "qui n’est pas compris. N’écrit rien sans --apply ; ne publie jamais rien."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "--under", required=True, metavar="PK|PATH", help="la page sous laquelle viennent les pages"
        )
        parser.add_argument("--media", type=Path, metavar="FOLDER", help="une copie de wp-content/uploads, ou de media")
        parser.add_argument("--user", metavar="NAME", help="le compte dont valent les droits")
        parser.add_argument("--apply", action="store_true", help="écrit les brouillons et les redirections")
        parser.add_argument("--json", action="store_true", help="tout, pour un programme")

    def handle(self, *args, file, under, media, apply, **options):
        if not file.is_file():
            raise CommandError(f"Il n’y a pas de fichier « {file} ».")
        if media and not media.is_dir():
            raise CommandError(f"Il n’y a pas de dossier « {media} ».")
        try:
            with override("fr"):
                parent, user = place_named(under), self._user(options["user"])
                told = bring(read_file(file), parent, user, media=media, apply=apply)
        except (Illegible, NoPlace, Damaged, OSError) as error:
            raise CommandError(str(error)) from error
        if options["json"]:
            self.stdout.write(json.dumps(_as_json(told), ensure_ascii=False, indent=1))
        else:
            self._tell(told, apply)

    def _user(self, name):
        users = User.objects.filter(is_active=True)
        found = users.filter(username=name) if name else users.filter(is_superuser=True).order_by("pk")
        if not found:
            raise CommandError(f"Aucun compte actif ne s’appelle « {name} »." if name else "Donnez un compte : --user.")
        return found[0]

    def _tell(self, told, apply):
        for line in told.lines:
            self.stdout.write(f"{line.state} : {line.title} {line.address}".rstrip())
            for note in line.notes:
                self.stdout.write(f"   ? {note}")
        for text in told.listed:
            self.stdout.write(f"? {text}")
        for words, count in told.left.items():
            self.stdout.write(f"Resté là-bas : {count} {words}.")
        notes = sum(len(line.notes) for line in told.lines) + len(told.listed)
        counts = f"{len(told.of(NEW))} brouillons, {len(told.of(KNOWN))} pages déjà venues, {notes} choses à regarder."
        self.stdout.write(counts if apply else f"{counts} Rien n’a été écrit : recommencez avec --apply.")


def _as_json(told):
    lines = [{**vars(line), "page": line.page.pk} for line in told.lines]
    return {"pages": lines, "left": told.left, "listed": told.listed}
