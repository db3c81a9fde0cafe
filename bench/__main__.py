"""``make bench``: how long engines and pages take, how that grows, on one machine. Prints Markdown.

make bench                                    1 000 and 10 000 pages
make bench ARGS="--engine-sizes 100000"       the engine alone at more
make bench ARGS="--corpus sheets.jsonl"       a given corpus instead of the made-up one
make bench ARGS="--elasticsearch http://…"    the remote engine beside the embedded one
"""

import argparse
import os
import sys
from pathlib import Path

from bench.figures import growth, table
from bench.server import ROOT, environment, measure_form, prepare
from bench.storm import READERS


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 10_000], help="nombres de pages")
    parser.add_argument("--engine-sizes", type=int, nargs="*", default=[], help="moteurs seuls, en plus")
    parser.add_argument("--corpus", type=Path, help="un fichier JSON par lignes")
    parser.add_argument("--elasticsearch", default="", help="adresse d’un nœud vide")
    parser.add_argument("--no-pages", action="store_true", help="moteurs seuls")
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench")
    return parser.parse_args()


def set_up(folder: Path) -> None:
    os.environ.update(environment(folder / "engines"))
    import django

    django.setup()


def say(text: str) -> None:
    print(text, flush=True)


def report_engines(rows: list[dict]) -> None:
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
    say("\n### Moteurs seuls : 20 résultats, le total et tous les décomptes\n")
    say(table(headings, ([row.get(name) for name in names] for row in rows)))
    for engine in dict.fromkeys(row["engine"] for row in rows):
        own = sorted((row["count"], row["p50"]) for row in rows if row["engine"] == engine)
        if len(own) > 1:
            say(f"\n{engine} : le temps croît comme la puissance {growth(own[0], own[-1]):.2f} du nombre de pages.")


def report_pages(rows: list[dict]) -> None:
    headings = ["page", "pages", "neuve p50", "p95", "par s, à 8", "gardée p50", "p95", "par s, à 8", "× plus vite"]
    lines = []
    for row in rows:
        fresh, fresh8, kept, kept8 = (row[key] for key in ((False, 1), (False, 8), (True, 1), (True, 8)))
        times = [fresh.p50, fresh.p95, fresh8.rate, kept.p50, kept.p95, kept8.rate, fresh.p50 / kept.p50]
        lines.append([row["page"], row["count"], *times])
    say("\n### Pages, en millisecondes pour un visiteur, en réponses par seconde pour huit\n")
    say(table(headings, lines))
    for row in rows:
        if "memory True" in row:
            fresh, kept = row["memory False"], row["memory True"]
            say(f"\n{row['count']} pages : {fresh:.0f} Mo de mémoire, {kept:.0f} avec les pages gardées.")


def report_form(row: dict) -> None:
    say("\n### Le formulaire d’une fiche, en millisecondes\n")
    headings = ["sans propriété", f"avec {row['many']}", "× plus long", "requêtes"]
    say(table(headings, [[row["without"], row["with"], row["with"] / row["without"], row["queries"]]]))
    few, many = row["partners"].values()
    headings = [*(f"{number} partenaires" for number in row["partners"]), "× plus long", "ko de plus"]
    say(table(headings, [[few["ms"], many["ms"], many["ms"] / few["ms"], (many["bytes"] - few["bytes"]) / 1000]]))


def report_storm(row: dict) -> None:
    say(f"\n### Une publication par seconde, {READERS} lecteurs\n")
    headings = ["réponses", "de mémoire", "publications", "en retard", "p50 ms", "p95 ms"]
    memory = f"{row['memory']:.1%}".replace(".", ",")
    say(table(headings, [[row["answers"], memory, row["publications"], row["late"], row["p50"], row["p95"]]]))


def main() -> None:
    options = arguments()
    set_up(options.folder)
    from bench import engines, pages, storm
    from bench.corpus import items

    corpora = {count: list(items(count, options.corpus)) for count in {*options.sizes, *options.engine_sizes}}
    measured = [row for count in sorted(corpora) for row in engines.measure(corpora[count], options.elasticsearch)]
    report_engines(measured)
    if not options.no_pages:
        folders = {count: prepare(options.folder, count, options.corpus) for count in options.sizes}
        report_form(measure_form(next(iter(folders.values()))))
        report_storm(storm.measure(folders[min(folders)], corpora[min(folders)]))
        report_pages([row for count in options.sizes for row in pages.measure(folders[count], corpora[count])])


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
