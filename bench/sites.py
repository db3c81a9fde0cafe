"""Sites of N pages, each in a folder of its own: the portal, and the stock Wagtail it is compared with."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from bench import databases

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Site:
    """One of the two kinds of sites, and where it stands."""

    name: str
    settings: str
    server: tuple[str, ...]  # what gunicorn is told
    loader: str  # the command that fills it
    scenarios: Path  # one ``name<TAB>path`` a line
    folder: Path = Path()

    def environment(self, **more: str) -> dict[str, str]:
        own = {"DJANGO_SETTINGS_MODULE": self.settings, "VAR_DIR": str(self.folder), "LOG_LEVEL": "ERROR"}
        return {**os.environ, **own, **databases.environment(self.folder.name), **more}

    def manage(self, *arguments: str) -> str:
        """What a command of the site says; what it complains of is shown at once."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, cwd=ROOT, env=self.environment(), check=True, stdout=subprocess.PIPE, text=True)
        return done.stdout

    def measure(self, command: str, *arguments: str) -> dict:
        """In a process of its own: a site has one folder for its whole life."""
        return json.loads(self.manage(command, *arguments).splitlines()[-1])


PORTAL = Site("portail", "bench.settings", ("portal.wsgi",), "load_corpus", ROOT / "bench" / "scenarios.tsv")
STOCK = Site(
    "wagtail",
    "bench.stock.settings",
    ("bench.stock.wsgi", "-c", "bench/stock/gunicorn.conf.py"),
    "load_stock",
    ROOT / "bench" / "stock" / "scenarios.tsv",
)


def prepare(kind: Site, home: Path, count: int, corpus: Path | None) -> Site:
    """A site with ``count`` pages, filled once: it is taken up again by the next run."""
    site = replace(kind, folder=home / f"{kind.name}-{count}-{_made_from(corpus)}")
    stamp = site.folder / "whole"
    if not (stamp.exists() and databases.exists(site.folder.name)):
        shutil.rmtree(site.folder, ignore_errors=True)
        site.folder.mkdir(parents=True)
        databases.make(site.folder.name)
        print(site.manage(kind.loader, str(count), *(["--corpus", str(corpus)] if corpus else [])), file=sys.stderr)
        stamp.touch()
    return site


def _made_from(corpus: Path | None) -> str:
    """A site filled with other tables, or another index, is not taken up."""
    code = sorted([*ROOT.glob("*/migrations/*.py"), *ROOT.glob("search/**/*.py")])
    read = [file.read_bytes() for file in [corpus or ROOT / "bench" / "corpus.py", *code]]
    return sha256(b"".join(read)).hexdigest()[:8]


@contextmanager
def copied(site: Site) -> Iterator[Site]:
    """The same site in another folder, for measures that write; gone afterwards."""
    copy = replace(site, folder=site.folder.with_name(f"{site.folder.name}-copy"))
    shutil.rmtree(copy.folder, ignore_errors=True)
    shutil.copytree(site.folder, copy.folder)
    databases.make(copy.folder.name, like=site.folder.name)
    try:
        yield copy
    finally:
        shutil.rmtree(copy.folder)
        databases.drop(copy.folder.name)
