"""« Mots des gens » as a file: one need a row, its expressions, the codes it leads to, and who else to ask.

mots;cibles;ailleurs
a peur de l’école|phobie scolaire;fiche-05|theme:decrochage;
permis de conduire;;La préfecture
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from catalog.models import Term
from portal.pages import page_models
from search.models import Need, NeedPage

COLUMNS = ["mots", "cibles", "ailleurs"]
MANY = "|"  # between values of one cell


class Row(NamedTuple):
    words: tuple[str, ...]
    targets: tuple[str, ...]  # codes of pages, « theme:sport » for a term
    elsewhere: str


class BadFile(ValueError):
    """Said as it is shown."""


def read_rows(text: str) -> list[Row]:
    lines = csv.DictReader(io.StringIO(text.lstrip("\ufeff").replace("\0", " ")), delimiter=";")
    try:
        if not lines.fieldnames or set(COLUMNS) - set(lines.fieldnames):
            raise BadFile(_("La première ligne doit être « %(columns)s ».") % {"columns": ";".join(COLUMNS)})
        rows = [_row(line, lines.line_num) for line in lines]
    except csv.Error:
        raise BadFile(_("La ligne %(line)s ne peut pas être lue.") % {"line": lines.line_num + 1}) from None
    return [row for row in rows if row.words]


def _row(line: dict, number: int) -> Row:
    """A target named twice is named once."""
    elsewhere, most = " ".join((line["ailleurs"] or "").split()), Need._meta.get_field("elsewhere").max_length
    if len(elsewhere) > most:
        told = {"line": number, "most": most}
        raise BadFile(_("Ligne %(line)s : « ailleurs » a plus de %(most)s caractères.") % told)
    return Row(_values(line["mots"]), tuple(dict.fromkeys(_values(line["cibles"]))), elsewhere)


def _values(cell: str | None) -> tuple[str, ...]:
    return tuple(value.strip() for value in (cell or "").split(MANY) if value.strip())


@transaction.atomic
def store_rows(rows: Iterable[Row]) -> int:
    """A row whose first expression is known replaces that need; all of them, or none when a code is unknown."""
    rows, known = list(rows), targets()
    unknown = sorted({code for row in rows for code in row.targets if code not in known})
    if unknown:
        raise BadFile(_("Codes inconnus : %(codes)s.") % {"codes": ", ".join(unknown)})
    for row in rows:
        store(Need.objects.filter(words__0=row.words[0]).first() or Need(), row, known)
    return len(rows)


def store(need: Need, row: Row, known: dict[str, int]) -> None:
    need.words, need.elsewhere = list(row.words), row.elsewhere
    need.terms = [Term.objects.get(pk=known[code]) for code in row.targets if ":" in code]
    pages = [known[code] for code in row.targets if ":" not in code]
    need.pages = [NeedPage(page_id=pk) for pk in pages]
    need.save()


def targets() -> dict[str, int]:
    """The key of each page and term by its code."""
    terms = Term.objects.values_list("vocabulary__code", "code", "pk")
    found = {f"{vocabulary}:{code}": pk for vocabulary, code, pk in terms}
    for model in page_models():
        found |= dict(model.objects.exclude(code="").values_list("code", "pk"))
    return found


def write_rows() -> Iterator[Row]:
    codes = {pk: code for code, pk in targets().items() if ":" not in code}
    for need in Need.objects.prefetch_related("terms__vocabulary", "pages"):
        terms = [f"{term.vocabulary.code}:{term.code}" for term in need.terms.all()]
        pages = [codes[each.page_id] for each in need.pages.all() if each.page_id in codes]
        yield Row(tuple(need.words), (*pages, *terms), need.elsewhere)
