"""What a killed process left in the folder of files: its own work, and files that no row came to name."""

import shutil
from pathlib import Path

from django.conf import settings

from editions.making import WORK
from editions.models import Issue, ListFile, SheetFile

FILES = {Issue: ("file", "archive", "folded", "document"), SheetFile: ("file",), ListFile: ("file",)}


def sweep(before):
    root = Path(settings.VAR_DIR) / "editions"
    old = [path for path in root.glob("*") if path.stat().st_mtime < before.timestamp()]
    named = _named() if old else set()
    for path in old:
        if path.name.startswith(WORK):
            shutil.rmtree(path, ignore_errors=True)
        elif path.name not in named:
            path.unlink(missing_ok=True)


def _named():
    rows = (model.objects.values_list(*names) for model, names in FILES.items())
    return {name for some in rows for row in some.iterator() for name in row}
