"""Where files stand. A set is a folder that appears under its name once it is whole; the last two are kept."""

import json
import shutil
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.dateparse import parse_datetime

MAKING = ".making-"
KEPT = 2  # the one that is given, and the one that somebody may still be reading
PACKAGE, WITNESS = "datapackage.json", "witness.json"  # the second is ours: it is not served


class DumpSet(NamedTuple):
    folder: str
    package: dict

    @property
    def made(self):
        return timezone.localtime(parse_datetime(self.package["created"]))

    @property
    def files(self):
        """``[{name, path, bytes, rows…}]``, as the package says of its resources."""
        return self.package["resources"]

    @property
    def subjects(self):
        """``[(title, rows, [file, …])]``: the same records, each way they are written."""
        found = {}
        for each in self.files:
            found.setdefault((each["title"], each["rows"]), []).append(each)
        return [(title, rows, files) for (title, rows), files in found.items()]

    def path(self, name):
        """Of a file that the package names, or of itself; None for any other."""
        names = {PACKAGE, *(each["path"] for each in self.files)}
        return Path(self.folder) / name if name in names else None

    def witness(self):
        return json.loads((Path(self.folder) / WITNESS).read_text(encoding="utf-8"))


def folder_of(site):
    return Path(settings.VAR_DIR) / "opendata" / str(site)


def newest(site):
    """The ``DumpSet`` of a site, by its key; None when none was made."""
    for folder in _whole(site):
        try:
            found = DumpSet(str(folder), json.loads((folder / PACKAGE).read_text(encoding="utf-8")))
            found.witness()  # without it nobody knows whether the set may be given
            return found
        except (OSError, ValueError):
            continue  # taken away meanwhile, or by hand
    return None


def _whole(site):
    folder = folder_of(site)
    found = [each for each in folder.iterdir() if not each.name.startswith(".")] if folder.is_dir() else []
    return sorted(found, reverse=True)


@contextmanager
def new_set(site):
    """A folder to write in. It takes its name at the end; where anything fails, nothing of it stays."""
    root = folder_of(site)
    root.mkdir(parents=True, exist_ok=True)
    making = Path(mkdtemp(prefix=MAKING, dir=root))
    try:
        yield making
        making.chmod(0o755)
        making.rename(root / f"{timezone.now():%Y-%m-%dT%H%M%S.%f}")
    except BaseException:
        shutil.rmtree(making, ignore_errors=True)
        raise
    for old in _whole(site)[KEPT:]:
        shutil.rmtree(old, ignore_errors=True)


def sweep(before):
    """What a killed process left behind."""
    root = Path(settings.VAR_DIR) / "opendata"
    for making in root.glob(f"*/{MAKING}*"):
        if making.stat().st_mtime < before.timestamp():
            shutil.rmtree(making, ignore_errors=True)
