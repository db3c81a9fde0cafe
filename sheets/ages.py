"""Ages of a sheet, derived from the rows that say whom it is for."""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.pages import Ages

# Whole years the portal speaks of (the « tous les âges » band of the age vocabulary).
YOUNGEST, OLDEST = 0, 25


@dataclass(frozen=True)
class AudienceAges:
    """One audience row, reduced to what decides ages. ``levels`` are the (min, max) of the school levels named."""

    age_min: int | None = None
    age_max: int | None = None
    levels: tuple[tuple[int, int], ...] = ()
    concerns_children: bool = False


def derive_ages(rows: Iterable[AudienceAges]) -> Ages | None:
    """Years covered by all rows; every age when children or parents are meant without one; None for professionals."""
    rows = list(rows)
    years = {year for row in rows for low, high in _spans(row) for year in range(low, high + 1)}
    if years:
        return Ages(years=tuple(sorted(years)), and_more=any(map(_has_no_end, rows)))
    return Ages(every=True) if any(row.concerns_children for row in rows) else None


def _has_no_end(row: AudienceAges) -> bool:
    return row.age_min is not None and row.age_max is None


def _spans(row: AudienceAges) -> list[tuple[int, int]]:
    spans = list(row.levels)
    if row.age_min is not None or row.age_max is not None:
        low = YOUNGEST if row.age_min is None else row.age_min
        spans.append((low, OLDEST if row.age_max is None else row.age_max))
    return [(max(low, YOUNGEST), min(high, OLDEST)) for low, high in spans]
