"""``manage.py search_asks FILE``: how many of the asks people really type find a right sheet, kind by kind."""

import csv
import re
from collections import Counter
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.test import RequestFactory
from wagtail.models import Site

from search.api import search
from search.models import Entry

FIRST = 5  # what is read before giving up
NOTHING = "NONE"  # of an ask that nothing here answers
CODE = re.compile(r"[a-z0-9-]+")


class Command(BaseCommand):
    help = (
        "Pose les demandes d’un fichier TSV (demande, genre, codes attendus séparés par « | » ou NONE) à l’API, "
        "et dit combien trouvent, par genre."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--misses", action="store_true", help="Montre aussi ce qui a été trouvé à la place.")

    def handle(self, *args, file: Path, misses: bool, **options):
        if not file.is_file():
            raise CommandError(f"{file} : fichier introuvable.")
        asked, found = Counter[str](), Counter[str]()
        for text, kind, wanted in read_asks(file):
            answer = ask(text)
            is_found = is_right(answer, wanted)
            asked[kind] += 1
            found[kind] += is_found
            if misses and not is_found:
                self.stdout.write(self._miss(text, kind, wanted, answer))
        for kind in sorted(asked):
            self.stdout.write(f"{kind} : {found[kind]} sur {asked[kind]}")

    @staticmethod
    def _miss(text: str, kind: str, wanted: str, answer: dict) -> str:
        titles = [each["title"][:40] for each in first(answer)]
        return f"  {kind} {text} [{wanted}] : {answer['total']}, {titles}, {answer.get('missing')}"


def read_asks(file: Path) -> list[tuple[str, str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(row[0], row[1], row[2]) for row in rows if len(row) > 2 and not row[0].startswith("#")]


def ask(text: str) -> dict:
    """What the API answers, without the limits that hold for those who ask it from outside."""
    site = Site.objects.get(is_default_site=True)
    return search(RequestFactory(SERVER_NAME=site.hostname).get("/api/v1/search", {"q": text}))


def first(answer: dict) -> list[dict]:
    return [*answer["pinned"], *answer["results"]][:FIRST]


def is_right(answer: dict, wanted: str) -> bool:
    if wanted == NOTHING:
        return not answer["total"] or bool(answer.get("nothing_fits"))
    return any(_is_one_of(each, wanted.split("|")) for each in first(answer))


def _is_one_of(found: dict, wanted: list[str]) -> bool:
    """By the last part of its address; what is no code is a pattern of its title."""
    code = Entry.objects.filter(url=found["url"]).values_list("code", flat=True).first()
    names = {code, found["url"].rstrip("/").rpartition("/")[2]}
    return any(each in names if CODE.fullmatch(each) else re.search(each, found["title"]) for each in wanted)
