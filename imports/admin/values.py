"""What one sheet says, field by field, as the screens show it: short, whole, and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext, ngettext

from imports.values import LABELS

SHORT = 70  # letters of a cell
READ, DOUBT, NOTHING = "read", "doubt", "nothing"


# How each is shown: what is not named here is a text of one line.
KINDS = {
    **dict.fromkeys(("summary", "description", "perimeter"), "long"),
    **dict.fromkeys(("objectives", "partners", "operators"), "lines"),
    **{name: name for name in ("publics", "sectors", "contacts", "links")},
}
IN_TABLE = {name: label for name, label in LABELS.items() if name not in ("title", "number")}  # which head the line


@dataclass(frozen=True)
class Cell:
    name: str
    text: str
    state: str
    doubts: tuple[str, ...] = ()

    @property
    def said(self):
        return {READ: gettext("lu"), DOUBT: gettext("à vérifier"), NOTHING: gettext("rien")}[self.state]


def words_of(kind: str, value: Any, sectors: dict[str, str]) -> list[str]:
    """Lines that say a value whole."""
    if not value:
        return []
    if kind == "publics":
        return [_public(each) for each in value]
    if kind == "contacts":
        return [" – ".join(filter(None, (each[name] for name in ("name", "email", "phone")))) for each in value]
    if kind == "links":
        return [each["label"] or each["url"] for each in value]
    if kind == "sectors":
        return [sectors.get(code, code) for code in value]
    return [str(each) for each in value] if isinstance(value, list) else str(value).splitlines()


def _public(public):
    low, high = public["age_min"], public["age_max"]
    if low is None and high is None:
        return public["label"]
    if high is None:
        ages = gettext("dès %(low)s ans") % {"low": low}
    else:
        ages = gettext("%(low)s–%(high)s ans") % {"low": low or 0, "high": high}
    return ", ".join(filter(None, (public["label"], ages)))


def short(kind: str, value: Any, sectors: dict[str, str]) -> str:
    """The first words of a value, and how many more there are."""
    lines = words_of(kind, value, sectors)
    if not lines:
        return ""
    first = Truncator(lines[0]).chars(SHORT)
    more = len(lines) - 1
    if kind in ("long", "text") or not more:
        return first
    return ngettext("%(first)s et %(n)d autre", "%(first)s et %(n)d autres", more) % {"first": first, "n": more}


def cells_of(values: dict[str, Any], doubts: dict[str, list[str]], sectors: dict[str, str]) -> list[Cell]:
    """``doubts``: the sentences that are still open, by field."""
    return [_cell(name, values.get(name), doubts.get(name, []), sectors) for name in IN_TABLE]


def _cell(name, value, doubts, sectors):
    text = short(KINDS.get(name, "text"), value, sectors)
    state = DOUBT if doubts else READ if text else NOTHING
    return Cell(name, text, state, tuple(doubts))
