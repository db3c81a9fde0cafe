"""The file of a model: JSON, with a digest of what it holds. Looked at whole before anything is written."""

import hashlib
import json

from django.db.models import BooleanField, IntegerField, JSONField
from django.utils.translation import gettext as _

from transfer.blueprint.parts import PARTS, TERMS
from transfer.files import Damaged
from transfer.release import release

WHAT, FORMAT = "modele-de-portail", 1
LARGEST = 20 * 1024 * 1024  # bytes; a large city's is two
SEVERAL = {"kinds", "terms"}  # what several codes are named under


def made():
    """The model of this portal, as the text of a file."""
    content = {part.name: _rows(part) for part in PARTS}
    said = {"what": WHAT, "format": FORMAT, "release": release(), "content": content, "digest": _digest(content)}
    return json.dumps(said, ensure_ascii=False, indent=1)


def _rows(part):
    rows = [part.row(record) for record in part.records()]
    return [row for row in rows if part.name != "needs" or row["terms"] or row["elsewhere"]]


def _digest(content):
    return hashlib.sha256(json.dumps(content, ensure_ascii=True, sort_keys=True).encode()).hexdigest()


def read(data):
    """``{part: rows}`` of the bytes of a file. Raises ``Damaged``."""
    if len(data) > LARGEST:
        raise Damaged(_("Ce fichier est trop gros pour être un modèle de portail."))
    try:
        said = json.loads(data.decode("utf-8-sig"))
        content = said.get("content") if isinstance(said, dict) else None
        digest = _digest(content)
    except (ValueError, RecursionError) as error:
        raise Damaged(_("Ce fichier ne peut pas être lu : prenez-le de nouveau là d’où il vient.")) from error
    if not isinstance(said, dict) or said.get("what") != WHAT:
        raise Damaged(_("Ce fichier n’est pas un modèle de portail, tel que « export_model » l’écrit."))
    if said.get("format") != FORMAT:
        raise Damaged(
            _("Ce modèle est d’un autre format que celui de cette version : mettez les deux portails à jour.")
        )
    if not isinstance(content, dict) or said.get("digest") != digest:
        raise Damaged(_("Ce modèle n’est pas ce qu’il était : prenez-le de nouveau là d’où il vient."))
    if set(content) != {part.name for part in PARTS}:
        raise Damaged(_("Ce modèle vient d’une autre version : prenez-le d’un portail de la même version."))
    for part in PARTS:
        _check_rows(part, content[part.name])
    return content


def _check_rows(part, rows, where=""):
    if not isinstance(rows, list):
        raise Damaged(_("%s : une liste est attendue.") % f"{part.label}{where}")
    seen = set()
    for number, row in enumerate(rows, 1):
        here = f"{part.label} n° {number}{where}"
        if not isinstance(row, dict) or set(row) != part.keys:
            raise Damaged(_("%s : champs inattendus.") % here)
        for name in part.keys - {"terms"} if part.name == "vocabularies" else part.keys:
            if not _is_typed(part, name, row[name]):
                raise Damaged(
                    _("%(where)s : « %(name)s » n’est pas de la forme attendue.") % {"where": here, "name": name}
                )
        if part.name == "vocabularies":
            _check_rows(TERMS, row["terms"], f" de « {row['code']} »")
        if part.identity(row) in seen:
            raise Damaged(_("%s : il y est deux fois.") % here)
        seen.add(part.identity(row))


def _is_typed(part, name, value):
    if name in {key for key, _part in part.refers}:
        return _is_texts(value) if name in SEVERAL else _is_text(value)
    field = part.model._meta.get_field(name)
    if isinstance(field, BooleanField):
        return isinstance(value, bool)
    if isinstance(field, IntegerField):
        return value is None if value is None and field.null else isinstance(value, int) and not isinstance(value, bool)
    return _is_texts(value) if isinstance(field, JSONField) else _is_text(value)


def _is_texts(value):
    return isinstance(value, list) and all(map(_is_text, value))


def _is_text(value):
    """What every database can hold."""
    return isinstance(value, str) and "\0" not in value and not any("\ud800" <= letter <= "\udfff" for letter in value)
