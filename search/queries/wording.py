"""Words around results: counts in correct French."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NBSP = "\u00a0"


def digits(n: int) -> str:
    return f"{n:,}".replace(",", "\u202f")


def heading(total: int, text: str) -> str:
    found = f"{digits(total)}{NBSP}{ngettext('résultat', 'résultats', total)}" if total else _("Aucun résultat")
    return _("%(found)s pour %(text)s") % {"found": found, "text": f"«{NBSP}{text}{NBSP}»"} if text else found
