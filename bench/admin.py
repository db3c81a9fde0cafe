"""The admin of the portal and that of the stock Wagtail, turn by turn, on copies: measuring them writes."""

from bench.sites import Site, copied

ROUNDS = 2
NAMES = {
    "formulaire": "formulaire d’une fiche action",
    "brouillon": "enregistrer le brouillon",
    "publication": "publier",
    "explorateur": "explorateur",
    "registre": "répertoire",
    "rapport": "rapport",
}


def measure(portal: Site, stock: Site, count: int) -> list[dict]:
    """One row a screen: the best of ``ROUNDS`` for each side."""
    runs = [(_run(portal, count), _run(stock, count)) for _round in range(ROUNDS)]
    return [{"key": name, "name": label, **_best(name, runs)} for name, label in NAMES.items()]


def _run(site: Site, count: int) -> dict:
    with copied(site) as copy:
        return copy.measure("measure_admin", str(count))


def _best(name: str, runs: list[tuple[dict, dict]]) -> dict:
    ours, theirs = (min((run[side][name] for run in runs), key=lambda row: row["ms"]) for side in (0, 1))
    return {"ms": ours["ms"], "queries": ours["queries"], "stock": theirs["ms"], "longer": ours["ms"] / theirs["ms"]}
