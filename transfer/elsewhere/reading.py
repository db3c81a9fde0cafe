"""Which reader reads a file: decided by what is in it. Runs apart, where a bomb harms nobody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jobs.apart import Illegible, read_apart
from transfer.elsewhere.cleaning import whole
from transfer.elsewhere.items import Brought
from transfer.elsewhere.wagtail import read_wagtail
from transfer.elsewhere.wordpress import read_wordpress

LARGEST = 256 * 1024 * 1024  # bytes
SECONDS = 300
MEMORY = 1024 * 1024 * 1024
UNKNOWN = "Ce fichier n’est ni un export de WordPress (.xml), ni le « dumpdata » d’un Wagtail (.json)."


def read_file(path: Path) -> Brought:
    """Raises ``Illegible``."""
    said = read_apart("transfer.elsewhere.reading:read", path.absolute(), memory=MEMORY, seconds=SECONDS)
    return Brought.from_json(said)


def read(path: Path) -> dict[str, Any]:
    if path.stat().st_size > LARGEST:
        raise Illegible("Ce fichier est trop gros : exportez une partie des pages à la fois.")
    with path.open("rb") as stream:
        start = stream.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"<"):
        return _all_whole(read_wordpress(path))
    if start.startswith(b"["):
        return _all_whole(read_wagtail(path))
    raise Illegible(UNKNOWN)


def _all_whole(said: Any) -> Any:
    """Addresses and names may hold what no database does, as texts."""
    if isinstance(said, dict):
        return {whole(key): _all_whole(value) for key, value in said.items()}
    if isinstance(said, list):
        return [_all_whole(value) for value in said]
    return whole(said) if isinstance(said, str) else said
