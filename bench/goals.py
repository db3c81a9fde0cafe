"""What is aimed at, line by line, beside what this run found; what a run did not measure has no line."""

from collections.abc import Iterator
from typing import NamedTuple

from bench.figures import growth
from bench.scenarios import NAMES

SIZE = 10_000  # sheets, that most goals are set for
HUGE = 100_000
FASTER = {"home": 1.5, "fiche": 1.2, "listing": 12, "listing2": 6, "text2": 50}  # times as fast as stock's
SLOWER_WHEN_HUGE = {"home": 1.5, "fiche": 1.5, "listing": 3, "listing2": 3, "text2": 3}
LONGER_IN_ADMIN = {
    "formulaire": 1.5, "brouillon": 1.5, "publication": 1.5, "explorateur": 1.2, "registre": 1.2, "rapport": 1.2
}  # fmt: skip


class Goal(NamedTuple):
    what: str
    wish: float
    found: float
    unit: str
    is_most: bool = True  # the wish is a limit; otherwise it is the least

    @property
    def is_reached(self) -> bool:
        return self.found <= self.wish if self.is_most else self.found >= self.wish

    def line(self) -> tuple[str, str, str]:
        sign, mark = "≤" if self.is_most else "≥", "" if self.is_reached else " : **manqué**"
        return self.what, f"{sign} {_number(self.wish)} {self.unit}", f"{_number(self.found)} {self.unit}{mark}"


def found_beside_wished(found: dict) -> list[tuple[str, str, str]]:
    """``(what, wished, found)`` of each goal; ``found`` is what each table measured, by its name in ``bench.runs``."""
    return [goal.line() for name, rows in found.items() for goal in GOALS[name](rows)]


def _against(rows: dict[int, list[dict]]) -> Iterator[Goal]:
    for row in rows.get(SIZE, ()):
        what = f"{NAMES[row['page']]}, pas gardée, contre un Wagtail tel quel"
        yield Goal(what, FASTER[row["page"]], row["faster"], "× plus vite", is_most=False)


def _storm(row: dict) -> Iterator[Goal]:
    yield Goal("une publication par seconde : réponses de mémoire", 80, row["memory"] * 100, "%", is_most=False)
    yield Goal("une publication par seconde : réponses en retard", 0, row["late"], "")


def _pages(rows: list[dict]) -> Iterator[Goal]:
    at = {(row["page"], row["count"]): row for row in rows}
    for (page, count), row in at.items():
        if count == SIZE:
            rate = row[True, 8].rate
            yield Goal(f"{NAMES[page]}, gardée, huit visiteurs", 3000, rate, "réponses/s", is_most=False)
    for (page, count), row in at.items():
        if count == HUGE and (page, SIZE) in at:
            times = row[False, 1].p50 / at[page, SIZE][False, 1].p50
            yield Goal(f"{NAMES[page]} à 100 000 fiches", SLOWER_WHEN_HUGE[page], times, "× le temps de 10 000")
    for row in rows:
        if row["count"] == SIZE and "memory True" in row:
            yield Goal("mémoire de deux processus", 250, row["memory True"], "Mo")


def _indexing(rows: list[dict]) -> Iterator[Goal]:
    for row in rows:
        if row["site"] == "portail" and row["count"] >= SIZE:
            rate = row["count"] / row["seconds"]
            yield Goal(f"index de {row['count']} fiches refait", 250, rate, "fiches/s", is_most=False)


def _changes(row: dict) -> Iterator[Goal]:
    for name, times in row.items():
        yield Goal(f"{name} : attente", 1, times["waited"], "s")
        yield Goal(f"{name} : derrière", 30, times["behind"], "s")


def _admin(rows: dict[int, list[dict]]) -> Iterator[Goal]:
    for row in rows.get(SIZE, ()):
        yield Goal(f"admin : {row['name']}", LONGER_IN_ADMIN[row["key"]], row["longer"], "× le temps d’un Wagtail")


def _form(row: dict) -> Iterator[Goal]:
    yield Goal("formulaire à trente propriétés", 1.4, row["with"] / row["without"], "× sans")
    few, many = row["partners"].values()
    yield Goal("formulaire à soixante partenaires", 1.5, many["ms"] / few["ms"], "× trois")


def _engines(rows: list[dict]) -> Iterator[Goal]:
    embedded = {row["count"]: row for row in rows if row["engine"] == "tantivy"}
    if SIZE in embedded:
        yield Goal("moteur seul", 15, embedded[SIZE]["floors"], "× les bitmaps")
    if len(embedded) > 1:
        small, large = (embedded[count] for count in (min(embedded), max(embedded)))
        power = growth((small["count"], small["p50"]), (large["count"], large["p50"]))
        yield Goal(f"croissance du moteur, {small['count']} à {large['count']} fiches", 0.5, power, "(puissance)")


def _preparation(row: dict) -> Iterator[Goal]:
    yield Goal("`make demo`, la première fois", 30, row["seconds"]["first"], "s")
    yield Goal("`make demo`, ensuite", 3, row["seconds"]["again"], "s")
    for name, weight in row["weights"].items():
        yield Goal(f"première visite : {name}", 100, weight, "ko")


def _freshness(row: dict) -> Iterator[Goal]:
    yield Goal("changements au hasard : réponses en retard", 0, len(row["late"]), "")


GOALS = {
    "against": _against,
    "storm": _storm,
    "pages": _pages,
    "indexing": _indexing,
    "changes": _changes,
    "admin": _admin,
    "form": _form,
    "engines": _engines,
    "preparation": _preparation,
    "freshness": _freshness,
}


def _number(value: float) -> str:
    return (f"{value:.0f}" if value >= 20 or value == int(value) else f"{value:.2f}").replace(".", ",")
