"""The first line of a file: which of its columns is which of the table."""

import re
from typing import NamedTuple

from django.utils.translation import gettext as _

from jobs.apart import Illegible
from spreadsheets.columns import folded
from spreadsheets.reading.grid import FORMULA, MERGED, column_name

EMPTIES = "(vide = effacer)"
# How the files of a city call what a table calls otherwise: proposed, never taken for granted.
OFTEN = {
    "name": "structure association organisme etablissement denomination intitule raison sociale libelle nom",
    "title": "poste intitule titre fonction",
    "organization": "structure association organisme etablissement service",
    "phone": "tel telephone fixe portable numero",
    "email": "mail mel email electronique messagerie adresse",
    "website": "site web internet url adresse",
    "active": "actif",
    "address": "adresse rue voie postale",
    "acronym": "sigle abreviation",
    "label": "terme mot nom",
    "words": "expression expressions mots",
}
SMALL = {"n", "no", "numero", "de", "du", "des", "la", "le", "l", "d"}
SHORTEST = 3  # letters that begin a heading of ours: « Tél. »
_EMPTIES = re.compile(r"\(\s*vide\s*=\s*effacer\s*\)$", re.IGNORECASE)


class Chosen(NamedTuple):
    """A column of the file: its heading, the column of the table (empty: left out), whether empty cells empty."""

    heading: str
    key: str = ""
    empties: bool = False


def split(heading):
    """``(name, whether an empty cell empties)``."""
    found = _EMPTIES.search(heading)
    return (heading[: found.start()].strip(), True) if found else (heading, False)


def heading_row(grid):
    """The place of the first line with several cells: what stands alone above a table is its title."""
    several = (place for place, row in enumerate(grid["rows"]) if sum(map(bool, row)) > 1)
    return next(several, 0)


def check_headings(grid, place):
    """``Illegible`` names those that nobody could tell apart."""
    headings = grid["rows"][place]
    for row, column, why in grid["refused"]:
        if row == place and why in (FORMULA, MERGED):
            said = {"column": column_name(column), "line": grid["numbers"][place]}
            text = _("Ligne %(line)d, colonne %(column)s : ce titre est dans une cellule fusionnée. Défusionnez-la.")
            formula = _("Ligne %(line)d, colonne %(column)s : ce titre est une formule. Écrivez-le en toutes lettres.")
            raise Illegible((text if why == MERGED else formula) % said)
    seen = {}
    for column, heading in enumerate(headings):
        name = folded(split(heading)[0])
        if name and name in seen:
            said = {"one": column_name(seen[name]), "other": column_name(column), "heading": heading}
            raise Illegible(
                _("Les colonnes %(one)s et %(other)s ont le même titre, « %(heading)s » : renommez l’une des deux.")
                % said
            )
        seen[name] = column


def recognized(table, headings):
    """``[Chosen]`` by the names of the table's own columns."""
    known = {folded(column.heading): column.key for column in table.columns}
    return [Chosen(heading, known.get(folded(split(heading)[0]), ""), split(heading)[1]) for heading in headings]


def guessed(table, chosen, known=frozenset()):
    """The same, with what the headings that are not ``known`` seem to be: somebody looks at it."""
    taken, found = {each.key for each in chosen if each.key}, []
    for each in chosen:
        is_open = not each.key and each.heading and each.heading not in known
        key = _guess(table, folded(split(each.heading)[0]), taken) if is_open else ""
        taken.add(key)
        found.append(each._replace(key=key) if key else each)
    return found


def _guess(table, heading, taken):
    words = set(re.findall(r"\w+", heading)) - SMALL
    for column in table.columns if words else ():
        own = folded(column.heading).split()[0]
        begins = {word for word in words if len(word) >= SHORTEST and own.startswith(word)}
        if column.key not in taken and words <= begins.union(OFTEN.get(column.key, "").split()):
            return column.key
    return ""


def are_all_known(chosen):
    return any(each.key for each in chosen) and all(each.key for each in chosen if each.heading)


def with_mapping(chosen, columns):
    """What a stored mapping says of the same headings, and what they say themselves of the others."""
    stored = {folded(heading): (key, empties) for heading, key, empties in columns}
    return [Chosen(each.heading, *stored.get(folded(each.heading), each[1:])) for each in chosen]
