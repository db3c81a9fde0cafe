"""``make bench``: how long engines and pages take, how that grows, on one machine. Prints Markdown.

make bench                                    1 000 and 10 000 pages
make bench ARGS="--only pages storm"          some of the tables
make bench ARGS="--only freshness --seconds 600"    ten minutes of random changes
make bench ARGS="--engine-sizes 100000"       the engine alone at more; --portal-sizes, the portal alone
make bench ARGS="--corpus sheets.jsonl"       a given corpus instead of the made-up one
make bench ARGS="--elasticsearch http://…"    the remote engine beside the embedded one
make bench ARGS="--against http://… --scenarios file.tsv"    another site of the same corpus, beside the portal
"""

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

from bench.runs import RUNS, Runs
from bench.sites import PORTAL, ROOT


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.splitlines()[0])
    parser.add_argument("--sizes", type=int, nargs="*", default=[1000, 10_000], help="nombres de pages")
    parser.add_argument("--portal-sizes", type=int, nargs="*", default=[], help="portail seul (pages, index), en plus")
    parser.add_argument("--engine-sizes", type=int, nargs="*", default=[], help="moteurs seuls, en plus")
    parser.add_argument("--corpus", type=Path, help="un fichier JSON par lignes")
    parser.add_argument("--elasticsearch", default="", help="adresse d’un nœud vide")
    parser.add_argument("--only", nargs="*", choices=RUNS, default=RUNS, help="les tables voulues")
    parser.add_argument("--seconds", type=int, default=60, help="durée des changements au hasard")
    parser.add_argument("--against", default="", help="adresse d’un autre site du même corpus")
    parser.add_argument("--scenarios", type=Path, help="ses adresses, une par ligne : nom, tabulation, chemin")
    parser.add_argument("--folder", type=Path, default=ROOT / "var" / "bench")
    options = parser.parse_args()
    if bool(options.against) != bool(options.scenarios):
        parser.error("--against et --scenarios vont ensemble.")
    return options


def main() -> None:
    options = arguments()
    os.environ.update(replace(PORTAL, folder=options.folder / "engines").environment())
    import django

    django.setup()
    from bench import reports
    from bench.goals import found_beside_wished

    runs = Runs(options)
    found = {name: getattr(runs, name)() for name in RUNS if name in options.only}
    if rows := found_beside_wished(found):
        reports.goals(rows)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    main()
