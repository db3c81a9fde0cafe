"""Words around results: counts in correct French."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NBSP = "\u00a0"


def away_in_words(town: str | None) -> list[str]:
    """Of a page from another town, "" when nobody knows which; nothing to say of what is from here."""
    if town is None:
        return []
    return [_("Ailleurs : %(town)s") % {"town": town} if town else _("Commune à confirmer")]


def digits(n: int) -> str:
    return f"{n:,}".replace(",", "\u202f")


def heading(total: int, text: str) -> str:
    found = f"{digits(total)}{NBSP}{ngettext('résultat', 'résultats', total)}" if total else _("Aucun résultat")
    return _("%(found)s pour %(text)s") % {"found": found, "text": f"«{NBSP}{text}{NBSP}»"} if text else found


def with_filters(found: str, filters: int) -> str:
    """« Aucun résultat pour « sport » avec ces 2 filtres »."""
    said = ngettext("%(found)s avec ce filtre", "%(found)s avec ces %(n)s filtres", filters)
    return said % {"found": found, "n": filters}


def nothing_fits(text: str) -> str:
    return _("Rien ici sur %(text)s") % {"text": f"«{NBSP}{text}{NBSP}»"}


def named(words: Iterable[str]) -> str:
    """« danse », « cirque » et « judo »."""
    *before, last = (f"«{NBSP}{word}{NBSP}»" for word in words)
    return _("%(some)s et %(last)s") % {"some": ", ".join(before), "last": last} if before else last
