"""Quartiers, schools and streets as one file: a line each, of the columns that say something of it.

type;nom;autres noms;secteurs;centre;quartier;école;côté;du;au;source;date
quartier;Épeule;;ville-ouest|cite-nord;cs-nautilus;;;;;;plan des quartiers;2023
rue;rue de Croix;;;;Épeule;;pairs;2;88;plan des quartiers;2023
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass

from django.utils.translation import gettext as _

QUARTIER, SCHOOL, STREET = "quartier", "école", "rue"
KINDS = (QUARTIER, SCHOOL, STREET)  # in the order they need each other
MANY = "|"  # between values of one cell
NEEDED = ("type", "nom")
COLUMNS = (
    *NEEDED, "code", "autres noms", "secteurs", "centre", "voisins", "organisation", "uai", "niveau",
    "identité remarquable", "adresse", "réseau", "quartier", "école", "côté", "du", "au", "source", "date",
)  # fmt: skip


class BadPlaces(ValueError):
    """Said as it is shown."""


@dataclass(frozen=True)
class Line:
    number: int
    cells: dict[str, str]

    @property
    def kind(self) -> str:
        return self.cells["type"]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def __contains__(self, column: str) -> bool:
        """Whether the file says anything of it: an empty cell empties, a missing column leaves what is there."""
        return column in self.cells

    def many(self, column: str) -> list[str]:
        return [value.strip() for value in self[column].split(MANY) if value.strip()]

    def wrong(self, sentence: str) -> BadPlaces:
        return BadPlaces(_("Ligne %(line)d : %(sentence)s") % {"line": self.number, "sentence": sentence})


def decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise BadPlaces(_("Ce fichier n’est pas en UTF-8.")) from None


def read_places(text: str) -> list[Line]:
    """Every line, checked as far as it can be without the database."""
    rows = csv.DictReader(io.StringIO(text.replace("\0", " ")), delimiter=_delimiter(text), strict=True)
    try:
        _check_columns(rows.fieldnames or [])
        lines = [_line(rows.line_num, row) for row in rows if any(row.values())]
    except csv.Error:
        raise BadPlaces(_("Ligne %(line)d : elle ne peut pas être lue.") % {"line": rows.line_num + 1}) from None
    return sorted(lines, key=lambda line: KINDS.index(line.kind))


def _delimiter(text: str) -> str:
    return ";" if ";" in text.partition("\n")[0] else ","


def _check_columns(names) -> None:
    missing = [name for name in NEEDED if name not in names]
    if missing:
        raise BadPlaces(_("Ligne 1 : il manque « %(names)s ».") % {"names": " », « ".join(missing)})
    unknown = [name for name in names if name not in COLUMNS]
    if unknown:
        said = {"names": " », « ".join(unknown), "known": ", ".join(COLUMNS)}
        raise BadPlaces(_("Ligne 1 : « %(names)s » n’est pas connu. Colonnes : %(known)s.") % said)


def _line(number: int, row: dict) -> Line:
    line = Line(number, {name: " ".join((value or "").split()) for name, value in row.items() if isinstance(name, str)})
    if None in row:
        raise line.wrong(_("elle a plus de cases que la première ligne."))
    if line.kind not in KINDS:
        raise line.wrong(_("le type est « quartier », « école » ou « rue », pas « %(type)s ».") % {"type": line.kind})
    if not line["nom"]:
        raise line.wrong(_("il manque le nom."))
    return line
