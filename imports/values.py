"""What a sheet of a booklet says, once what editors corrected and answered is put in; and what may be written there."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports.matching.names import key

TEXTS = ("title", "axis", "summary", "description", "perimeter")
LISTS = ("objectives", "sectors", "partners", "operators")
ROWS: dict[str, dict[str, type]] = {
    "publics": {"label": str, "age_min": int, "age_max": int},
    "contacts": {"heading": str, "name": str, "email": str, "phone": str},
    "links": {"label": str, "url": str},
}
LABELS = {
    "number": gettext_lazy("Numéro"),
    "title": gettext_lazy("Titre"),
    "axis": gettext_lazy("Axe"),
    "summary": gettext_lazy("Résumé"),
    "description": gettext_lazy("Texte"),
    "objectives": gettext_lazy("Objectifs"),
    "publics": gettext_lazy("Publics"),
    "sectors": gettext_lazy("Secteurs"),
    "perimeter": gettext_lazy("Périmètre"),
    "partners": gettext_lazy("Partenaires"),
    "operators": gettext_lazy("Opérateurs"),
    "contacts": gettext_lazy("Contacts"),
    "links": gettext_lazy("Liens"),
}
FIELDS = tuple(LABELS)
LONGEST = 20_000  # letters of a text
MOST = 200  # values of a list


def effective(sheet) -> dict[str, Any]:
    """As read, with what was answered to doubts, then what was corrected by hand."""
    values = {name: sheet.read.get(name) for name in FIELDS}
    for index, doubt in enumerate(sheet.read.get("doubts", ())):
        answer = sheet.answers.get(f"doubt:{index}")
        if answer and answer != "ok":
            values.update(_answered(values, doubt, answer))
    return {**values, **sheet.values}


def _answered(values: dict[str, Any], doubt: dict[str, Any], answer: str) -> dict[str, Any]:
    name, kind = doubt["field"], doubt["kind"]
    if kind == "linked" and name == "contacts":
        printed = doubt["choices"][0]
        rows = [{**row, "email": answer} if row["email"] == printed else row for row in values["contacts"]]
        return {"contacts": rows}
    if name in ("title", "summary"):
        return {name: answer}
    return {name: answer.split("\n")} if name == "operators" else {}


def choices_of(doubt: dict[str, Any]) -> list[str]:
    """The answers that change a value. A choice among operators may be several, a line each."""
    choices, name, kind = list(doubt["choices"]), doubt["field"], doubt["kind"]
    if name == "operators" and choices:
        whole, *halves = choices if _is_whole(choices) else ["", *choices]
        return list(filter(None, [whole, "\n".join(halves)]))
    changes = name in ("title", "summary") or (name, kind) == ("contacts", "linked")
    return choices if changes else []


def _is_whole(choices: list[str]) -> bool:
    """« A et B », then « A » and « B »."""
    return len(choices) > 2 and all(key(each) in key(choices[0]) for each in choices[1:])


def checked(name: str, value: Any) -> Any:
    """A corrected value as it is stored. ``ValidationError`` says what is wrong with it."""
    if name == "number":
        return _number(value, LABELS["number"])
    if name in TEXTS:
        return _text(value, name)
    if name in LISTS:
        return [text for text in (_text(each, name) for each in _rows(value, name)) if text]
    if name in ROWS:
        rows = [_row(each, name) for each in _rows(value, name)]
        return [row for row in rows if any(row.values())]
    raise ValidationError(_("« %s » n’est pas un champ d’une fiche importée.") % name)


def _rows(value: Any, name: str) -> list[Any]:
    if not isinstance(value, list) or len(value) > MOST:
        raise ValidationError(_("« %(field)s » : %(most)d lignes au plus.") % {"field": LABELS[name], "most": MOST})
    return value


def _text(value: Any, name: str) -> str:
    if not isinstance(value, str) or len(value) > LONGEST or "\0" in value:
        raise ValidationError(
            _("« %(field)s » : un texte de %(most)d caractères au plus.") % {"field": LABELS[name], "most": LONGEST}
        )
    return value.strip()


def _row(value: Any, name: str) -> dict[str, Any]:
    columns = ROWS[name]
    said = value if isinstance(value, dict) else {}
    return {
        column: _number(said.get(column), LABELS[name]) if kind is int else _text(said.get(column, ""), name)
        for column, kind in columns.items()
    }


def _number(value: Any, label) -> int | None:
    if value in (None, ""):
        return None
    try:
        number = int(value)
    except (TypeError, ValueError):
        number = -1
    if not 0 <= number <= 9999:
        raise ValidationError(_("« %s » : un nombre entier, de 0 à 9999.") % label)
    return number
