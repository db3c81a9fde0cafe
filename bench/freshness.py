"""Random changes, readers all the while: after each, what is kept is compared with what is made with nothing kept.

A host written in capitals is the same site to Django, and no address that pages are kept under: its answers share
nothing with any other. What one says, the other must say.
"""

import json
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bench.scenarios import scenarios
from bench.server import served
from bench.sites import ROOT, Site
from bench.visitor import Visitor

READERS = 3
COMPARED = 4  # addresses drawn after each change, beside the page that changed and the lists
LISTS = ["/", "/livret/", "/changements/", "/sitemap.xml", "/recherche/?q=atelier", "/api/v1/search?q=atelier"]


class Visitors:
    """Readers who draw among the addresses, so that every process has kept them when a change comes."""

    def __init__(self, port: int, paths: list[str]) -> None:
        self.port, self.paths, self.is_over = port, paths, threading.Event()
        self.threads = [threading.Thread(target=self._read, args=(random.Random(n),)) for n in range(READERS)]

    def __enter__(self) -> None:
        for thread in self.threads:
            thread.start()

    def __exit__(self, *_error: object) -> None:
        self.is_over.set()
        for thread in self.threads:
            thread.join()

    def _read(self, chance: random.Random) -> None:
        visitor = Visitor(f"http://localhost:{self.port}")
        while not self.is_over.is_set():
            visitor.get(chance.choice(self.paths))
        visitor.close()


class Witness:
    """Asks for an address as kept, in each process, and as made with nothing kept."""

    def __init__(self, port: int) -> None:
        self.port = port
        # The system gives each connection to a process: so many reach them all.
        self.visitors = [Visitor(f"http://localhost:{port}") for _number in range(6)]

    def finds_late(self, path: str) -> bool:
        """Whether some process gives what is not: asked again while the search itself is still moving."""
        before = None
        while True:
            made = self._answer(self.visitors[0], "LOCALHOST", path)
            if made == before:
                return True
            if all(self._answer(each, "localhost", path) == made for each in self.visitors):
                return False
            before = made

    def _answer(self, visitor: Visitor, host: str, path: str) -> tuple[int, str]:
        answer, body = visitor.get(path, Host=f"{host}:{self.port}")
        return answer.status, body.decode().replace(f"{host}:{self.port}", "")

    def close(self) -> None:
        for visitor in self.visitors:
            visitor.close()


def measure(site: Site, items: list[dict], seconds: float) -> dict:
    """How many changes were made, addresses compared, and what was late: ``change : address``."""
    paths = [path for each in scenarios(site.scenarios, items[:60]).values() for path in each] + LISTS
    late, changes, chance = [], Counter[str](), random.Random(1)
    with served(site, kept=True) as (port, _pid), Visitors(port, paths), _changes(site) as change:
        witness, deadline = Witness(port), time.monotonic() + seconds
        while time.monotonic() < deadline:
            name, touched = change()
            changes[name] += 1
            compared = [touched, *LISTS, *chance.sample(paths, COMPARED)]
            late += [f"{name} : {path}" for path in compared if witness.finds_late(path)]
        witness.close()
    total = changes.total()
    return {"changes": dict(changes), "compared": total * (COMPARED + 1 + len(LISTS)), "late": late}


@contextmanager
def _changes(site: Site) -> Iterator[Callable[[], tuple[str, str]]]:
    """A function that makes one change and tells its name and the address of the sheet it is about."""
    command = [sys.executable, "manage.py", "change_at_random"]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    writer = subprocess.Popen(command, cwd=ROOT, env=site.environment(), **pipes)

    def change() -> tuple[str, str]:
        writer.stdin.write("\n")
        writer.stdin.flush()
        name, url_path = json.loads(writer.stdout.readline())
        return name, "/" + url_path.split("/", 2)[2]

    try:
        yield change
    finally:
        writer.stdin.close()
        writer.wait(timeout=60)
