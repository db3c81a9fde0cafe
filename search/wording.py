"""Words around results: counts and ages in correct French."""

from __future__ import annotations

NBSP = "\u00a0"


def plural(n: int, singular: str, many: str | None = None) -> str:
    """« 0 résultat », « 1 résultat », « 2 résultats »: in French zero is singular."""
    digits = f"{n:,}".replace(",", "\u202f")
    return f"{digits}{NBSP}{singular if n < 2 else many or singular + 's'}"


def heading(total: int, text: str) -> str:
    found = plural(total, "résultat") if total else "Aucun résultat"
    return f"{found} pour «{NBSP}{text}{NBSP}»" if text else found


def age_label(span: list[int] | None, every: bool, has_ages: bool = True) -> tuple[str, str]:
    """The age of a result in words, and the classes that draw its arch."""
    if not has_ages:
        return "", ""
    if every:
        return "Tous les âges", "a0 b25"
    if not span:
        return "Âge non précisé", "sans"
    low, high = span
    if low == high:
        return f"{low}{NBSP}{'an' if low < 2 else 'ans'}", f"a{low} b{high}"
    return f"{low}–{high}{NBSP}ans", f"a{low} b{high}"
