"""What was measured, as tables of Markdown, beside what is wished."""

from bench.figures import growth, table
from bench.goals import FASTER
from bench.scenarios import NAMES
from bench.storm import READERS


def say(text: str) -> None:
    print(text, flush=True)


def engines(rows: list[dict]) -> None:
    headings = [
        "moteur",
        "pages",
        "p50 ms",
        "p95 ms",
        "× bitmaps",
        "× propriétés",
        "× ordre",
        "index Mo",
        "construit en s",
    ]
    names = ("engine", "count", "p50", "p95", "floors", "properties", "ordered", "size", "built")
    say("\n### Moteurs seuls : 20 résultats, le total et tous les décomptes (visé : 15 × les bitmaps, puissance 0,5)\n")
    say(table(headings, ([row.get(name) for name in names] for row in rows)))
    for engine in dict.fromkeys(row["engine"] for row in rows):
        own = sorted((row["count"], row["p50"]) for row in rows if row["engine"] == engine)
        if len(own) > 1:
            say(f"\n{engine} : le temps croît comme la puissance {growth(own[0], own[-1]):.2f} du nombre de pages.")


def pages(rows: list[dict]) -> None:
    headings = ["page", "pages", "neuve p50", "p95", "par s, à 8", "gardée p50", "p95", "par s, à 8", "× plus vite"]
    lines = []
    for row in rows:
        fresh, fresh8, kept, kept8 = (row[key] for key in ((False, 1), (False, 8), (True, 1), (True, 8)))
        times = [fresh.p50, fresh.p95, fresh8.rate, kept.p50, kept.p95, kept8.rate, fresh.p50 / kept.p50]
        lines.append([NAMES.get(row["page"], row["page"]), row["count"], *times])
    say("\n### Pages, en millisecondes pour un visiteur, en réponses par seconde pour huit (visé, gardées : 3 000)\n")
    say(table(headings, lines))
    for row in rows:
        if "memory True" in row:
            fresh, kept = row["memory False"], row["memory True"]
            say(f"\n{row['count']} pages : {fresh:.0f} Mo de mémoire, {kept:.0f} avec les pages gardées (visé : 250).")


def against(name: str, count: int, rows: list[dict]) -> None:
    say(f"\n### Pages jamais gardées, {count} fiches, un visiteur : {name}, à tour de rôle\n")
    headings = ["page", "portail p50 ms", "p95", "en face p50 ms", "p95", "× plus vite", "visé à 10 000"]
    say(table(headings, map(_against, rows)))


def _against(row: dict) -> list:
    ours, theirs, name = row["portal"], row["rival"], row["page"]
    return [NAMES.get(name, name), ours.p50, ours.p95, theirs.p50, theirs.p95, row["faster"], FASTER.get(name)]


def admin(count: int, rows: list[dict]) -> None:
    say(f"\n### L’admin à {count} fiches et {count} organisations (visé : formulaire 1,5 ×, listes 1,2 ×)\n")
    headings = ["écran", "portail ms", "requêtes", "Wagtail ms", "× plus long"]
    say(table(headings, ([row[key] for key in ("name", "ms", "queries", "stock", "longer")] for row in rows)))


def changes(count: int, row: dict) -> None:
    say(f"\n### Ce qui touche beaucoup de fiches, parmi {count}, en secondes (visé : 1, puis 30)\n")
    say(table(["modification", "attente", "puis, derrière"], ([name, *times.values()] for name, times in row.items())))


def indexing(rows: list[dict]) -> None:
    say("\n### L’index refait, un processus (visé : 250 pages par seconde, mémoire plate)\n")
    headings = ["site", "pages", "secondes", "pages/s", "pages/s de processeur", "Mo de plus"]
    say(table(headings, map(_indexing, rows)))


def _indexing(row: dict) -> list:
    count = row["count"]
    return [
        row["site"], count, row["seconds"], count / row["seconds"], count / row["cpu"], row["peak"] - row["before"]
    ]  # fmt: skip


def form(row: dict) -> None:
    say("\n### Le formulaire d’une fiche, en millisecondes\n")
    headings = ["sans propriété", f"avec {row['many']}", "× plus long", "requêtes"]
    say(table(headings, [[row["without"], row["with"], row["with"] / row["without"], row["queries"]]]))
    few, many = row["partners"].values()
    headings = [*(f"{number} partenaires" for number in row["partners"]), "× plus long", "ko de plus"]
    say(table(headings, [[few["ms"], many["ms"], many["ms"] / few["ms"], (many["bytes"] - few["bytes"]) / 1000]]))


def storm(row: dict) -> None:
    say(f"\n### Une publication par seconde, {READERS} lecteurs (visé : 80 % de mémoire, rien en retard)\n")
    headings = ["réponses", "de mémoire", "publications", "en retard", "p50 ms", "p95 ms"]
    memory = f"{row['memory']:.1%}".replace(".", ",")
    say(table(headings, [[row["answers"], memory, row["publications"], row["late"], row["p50"], row["p95"]]]))


def freshness(row: dict) -> None:
    say("\n### Changements au hasard, lecteurs pendant ce temps (visé : rien en retard)\n")
    headings = ["changements", "de sortes", "réponses comparées", "en retard"]
    say(table(headings, [[sum(row["changes"].values()), len(row["changes"]), row["compared"], len(row["late"])]]))
    for each in dict.fromkeys(row["late"]):
        say(f"\nEn retard : {each}")


def preparation(row: dict) -> None:
    say("\n### `make demo`, téléchargements à part, en secondes (visé : 30, puis 3)\n")
    say(table(["la première fois", "ensuite"], [row["seconds"].values()]))
    say("\n### Une première visite, en ko (visé : 100)\n")
    if row["weights"]:
        say(table(list(row["weights"]), [row["weights"].values()]))
    else:
        say("Non mesurée : Chromium manque.")


def goals(rows: list[tuple[str, str, str]]) -> None:
    say("\n### Ce qui est visé, et ce que cette mesure a trouvé\n")
    say(table(["", "visé", "trouvé"], rows))
