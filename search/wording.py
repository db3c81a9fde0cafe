"""Words around results: counts in correct French."""

from __future__ import annotations

NBSP = "\u00a0"


def plural(n: int, singular: str, many: str | None = None) -> str:
    """« 0 résultat », « 1 résultat », « 2 résultats »: in French zero is singular."""
    digits = f"{n:,}".replace(",", "\u202f")
    return f"{digits}{NBSP}{singular if n < 2 else many or singular + 's'}"


def heading(total: int, text: str) -> str:
    found = plural(total, "résultat") if total else "Aucun résultat"
    return f"{found} pour «{NBSP}{text}{NBSP}»" if text else found
