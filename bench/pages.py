"""Whole pages as visitors get them, made anew or kept, by one visitor and by eight."""

from bench import client
from bench.scenarios import scenarios
from bench.server import memory, served
from bench.sites import Site

SECONDS = 2.5  # a measure, at most
WARMING = 20  # at most: a process that has just started reads its code first
MOST = 400  # answers a measure; kept pages come in thousands
MOST_KEPT = 20_000


def measure(site: Site, items: list[dict]) -> list[dict]:
    """One row a kind of page: made anew with one and eight visitors, then kept."""
    asked = scenarios(site.scenarios, items)
    rows = {name: {"page": name, "count": len(items)} for name in asked}
    for kept in (False, True):
        with served(site, kept=kept) as (port, pid):
            for name, paths in asked.items():
                for _round in range(2):  # both processes have met most addresses
                    client.measure(port, paths, 8, WARMING, 2 * len(paths))
                for clients in (1, 8):
                    most = MOST_KEPT if kept else MOST
                    rows[name][kept, clients] = client.measure(port, paths, clients, SECONDS, most)
            rows["home"][f"memory {kept}"] = memory(pid)
    return list(rows.values())
