"""One publication a second, readers all the while: what is still answered from memory, and whether anything is late."""

import json
import random
import re
import subprocess
import sys
import threading
import time
from collections import Counter

from bench.figures import quantile
from bench.scenarios import scenarios
from bench.server import served
from bench.sites import ROOT, Site
from bench.visitor import Visitor

SECONDS = 60
READERS = 8
SHEETS = 1000
PUBLISHED = 50  # sheets that are published in turn
MADE = "X-Made"  # of ``bench.made``
VERSION = re.compile(r"édition (\d+) de la fiche (\d+)\b")


class Storm:
    """What readers and the publisher know of each other."""

    def __init__(self, port: int, paths: list[str]) -> None:
        self.port, self.paths = port, paths
        self.published: dict[str, int] = {}  # {sheet: edition}, once the publication has returned
        self.made: set[str] = set()
        self.seen: Counter[str] = Counter()
        self.times: list[float] = []
        self.late: list[str] = []
        self.is_over = threading.Event()

    def read(self, chance: random.Random) -> None:
        visitor = Visitor(f"http://127.0.0.1:{self.port}")
        while not self.is_over.is_set():
            path, known, started = chance.choice(self.paths), dict(self.published), time.perf_counter()
            answer, body = visitor.get(path)
            self.times.append(time.perf_counter() - started)
            self.seen["made" if answer.getheader(MADE) not in self.made else "memory"] += 1
            self.made.add(answer.getheader(MADE) or "")
            for edition, sheet in VERSION.findall(body.decode()):
                if int(edition) < known.get(sheet, 0):
                    self.late.append(path)
        visitor.close()

    def warm_up(self) -> None:
        """Each process has met each address; what is made then is not counted."""
        visitor = Visitor(f"http://127.0.0.1:{self.port}")
        for path in self.paths * 4:
            answer, _body = visitor.get(path)
            self.made.add(answer.getheader(MADE) or "")
        visitor.close()


def measure(site: Site, items: list[dict]) -> dict:
    """A minute of publications over ``SHEETS`` sheets, listings, searches and feeds."""
    with served(site, kept=True, stamped=True) as (port, _pid):
        storm = Storm(port, addresses(site, items))
        storm.warm_up()
        readers = [threading.Thread(target=storm.read, args=(random.Random(n),)) for n in range(READERS)]
        for reader in readers:
            reader.start()
        _publish(storm, site)
        storm.is_over.set()
        for reader in readers:
            reader.join()
    total = sum(storm.seen.values())
    return {
        "answers": total,
        "memory": storm.seen["memory"] / total,
        "publications": sum(storm.published.values()),
        "late": len(storm.late),
        "p50": quantile(storm.times, 0.5) * 1000,
        "p95": quantile(storm.times, 0.95) * 1000,
    }


def addresses(site: Site, items: list[dict]) -> list[str]:
    lists = [path for name, paths in scenarios(site.scenarios, items).items() if name != "fiche" for path in paths]
    feeds = ["/changements/", "/sitemap.xml", "/api/v1/search?q=atelier"]
    return [f"/livret/{item['id']}/" for item in items[:SHEETS]] + lists + feeds


def _publish(storm: Storm, site: Site) -> None:
    command = [sys.executable, "manage.py", "publish_in_turn", str(SECONDS), str(PUBLISHED)]
    with subprocess.Popen(command, cwd=ROOT, env=site.environment(), stdout=subprocess.PIPE, text=True) as publisher:
        for line in publisher.stdout or ():
            sheet, edition = json.loads(line)
            storm.published[sheet] = edition
