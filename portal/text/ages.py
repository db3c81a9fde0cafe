"""Ages in words, and as the classes that draw them on a line from 0 to 25."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

if TYPE_CHECKING:
    from portal.pages import Ages

OLDEST_SHOWN = 25


def year_runs(years: Iterable[int]) -> list[tuple[int, int]]:
    """``[(first, last)]`` of consecutive years: (2, 3, 4, 11) gives (2, 4) and (11, 11)."""
    years = sorted(set(years))
    breaks = [(a, b) for a, b in pairwise(years) if b - a > 1]
    starts = years[:1] + [b for _a, b in breaks]
    ends = [a for a, _b in breaks] + years[-1:]
    return list(zip(starts, ends, strict=True))


def age_label(ages: Ages | None, unknown: str = "") -> str:
    if ages is None or not (ages.every or ages.years):
        return unknown or _("Âge non précisé")
    if ages.every:
        return _("Tous les âges")
    runs = year_runs(ages.years)
    texts = [str(first) if first == last else f"{first}–{last}" for first, last in runs]
    if ages.and_more:
        texts[-1] = _("à partir de %(age)s") % {"age": runs[-1][0]}
    words = _("%(some)s et %(last)s") % {"some": ", ".join(texts[:-1]), "last": texts[-1]} if texts[1:] else texts[0]
    greatest = runs[-1][0] if ages.and_more else runs[-1][1]
    return f"{words[0].upper()}{words[1:]}\N{NO-BREAK SPACE}{ngettext('an', 'ans', greatest)}"


def age_class(ages: Ages | None) -> str:
    """Classes of the stylesheet: ``aN bN``, or ``sans`` when no age is known."""
    if ages is None or not (ages.every or ages.years):
        return "sans"
    if ages.every:
        return f"a0 b{OLDEST_SHOWN}"
    first, last = min(ages.years), max(ages.years)
    return f"a{min(first, OLDEST_SHOWN)} b{min(last, OLDEST_SHOWN)}"
