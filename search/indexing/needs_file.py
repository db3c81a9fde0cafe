"""« Mots des gens » as a file: one need a row, its expressions, the codes it leads to, and who else to ask.

mots;cibles;ailleurs
a peur de l’école|phobie scolaire;fiche-05|theme:decrochage;
permis de conduire;;La préfecture
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _

from catalog.models import FormerCode, Term
from portal.pages import page_models
from search.models import Need, NeedPage

COLUMNS = ["mots", "cibles", "ailleurs"]
COLUMN_OF = {"words": "mots", "elsewhere": "ailleurs"}
MANY = "|"  # between values of one cell, and in none of them
MOST_ROWS = 1000  # written in one transaction, while others wait


class Row(NamedTuple):
    words: tuple[str, ...]
    targets: tuple[str, ...]  # codes of pages, « theme:sport » for a term
    elsewhere: str


class BadFile(ValueError):
    """Said as it is shown."""


def read_rows(text: str) -> list[Row]:
    """Every row of the file, or ``BadFile`` about the first that cannot be kept: nothing is guessed."""
    lines = csv.DictReader(io.StringIO(text.lstrip("\ufeff").replace("\0", " ")), delimiter=";", strict=True)
    try:
        if not lines.fieldnames or set(COLUMNS) - set(lines.fieldnames):
            raise BadFile(_("La première ligne doit être « %(columns)s ».") % {"columns": ";".join(COLUMNS)})
        rows = dict(_numbered(lines))
    except csv.Error:
        told = {"line": lines.line_num + 1}
        raise BadFile(_("La ligne %(line)s ne peut pas être lue : un guillemet y est de trop ?") % told) from None
    if len(rows) > MOST_ROWS:
        raise BadFile(_("Ce fichier a plus de %(most)s lignes : chargez-le en plusieurs fois.") % {"most": MOST_ROWS})
    _check_each_is_told_once(rows)
    return list(rows.values())


def _numbered(lines: csv.DictReader) -> Iterator[tuple[int, Row]]:
    for line in lines:
        yield lines.line_num, _row(line, lines.line_num)


def _row(line: dict, number: int) -> Row:
    """A target named twice is named once."""
    cells = {name: (line[name] or "").strip() for name in COLUMNS}
    if any("\n" in cell for cell in cells.values()):
        raise _bad(number, _("un guillemet est ouvert, et fermé sur une autre ligne."))
    words, elsewhere = _values(cells["mots"]), " ".join(cells["ailleurs"].split())
    if not words:
        raise _bad(number, _("aucune expression dans « mots »."))
    for name, text in {"words": "\n".join(words), "elsewhere": elsewhere}.items():
        if len(text) > _most(name):
            told = {"column": COLUMN_OF[name], "most": _most(name)}
            raise _bad(number, _("« %(column)s » a plus de %(most)s caractères.") % told)
    return Row(words, tuple(dict.fromkeys(_values(cells["cibles"]))), elsewhere)


def _bad(number: int, said: str) -> BadFile:
    return BadFile(_("Ligne %(line)s : %(said)s") % {"line": number, "said": said})


def _most(field: str) -> int:
    column = Need._meta.get_field(field)
    return getattr(column, "most", None) or column.max_length


def _check_each_is_told_once(rows: Mapping[int, Row]) -> None:
    first: dict[str, int] = {}
    for number, row in rows.items():
        before = first.setdefault(row.words[0], number)
        if before != number:
            told = {"words": row.words[0], "before": before}
            raise _bad(number, _("« %(words)s » commence déjà la ligne %(before)s.") % told)


def _values(cell: str) -> tuple[str, ...]:
    return tuple(value.strip() for value in cell.split(MANY) if value.strip())


def store(need: Need, row: Row, known: dict[str, int]) -> None:
    need.words, need.elsewhere = list(row.words), row.elsewhere
    need.terms = Term.objects.filter(pk__in=[known[code] for code in row.targets if ":" in code])
    pages = [known[code] for code in row.targets if ":" not in code]
    need.pages = [NeedPage(page_id=pk) for pk in pages]
    need.save()


def _former(known: Mapping[str, int]) -> dict[str, int]:
    """The same for the codes of terms that were merged into another."""
    former = FormerCode.objects.filter(model=Term._meta.label_lower).values_list("scope", "code", "current")
    found = {f"{scope}:{code}": known.get(f"{scope}:{current}") for scope, code, current in former}
    return {code: pk for code, pk in found.items() if pk}


def targets() -> dict[str, int]:
    """The key of each page and term by its code, those of merged terms too."""
    terms = Term.objects.values_list("vocabulary__code", "code", "pk")
    found = {f"{vocabulary}:{code}": pk for vocabulary, code, pk in terms}
    found = {**_former(found), **found}
    for model in page_models():
        found |= dict(model.objects.exclude(code="").values_list("code", "pk"))
    return found
