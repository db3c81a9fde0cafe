"""The folder of a site: what its manifest says, and whether its files are what it says."""

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

MANIFEST, BEGUN, ROWS, MEDIA = "manifest.json", "begun.json", "rows", "media"
FORMAT = 1
BLOCK = 1 << 20


class Damaged(Exception):
    """What is wrong with a folder, in French; nothing was written."""


@dataclass(frozen=True)
class Entry:
    path: str
    size: int
    digest: str


def digest_of(path):
    found = hashlib.sha256()
    with open(path, "rb") as stream:
        while block := stream.read(BLOCK):
            found.update(block)
    return found.hexdigest()


def entry_of(folder, path):
    return Entry(path, (folder / path).stat().st_size, digest_of(folder / path))


def path_of(field, name):
    """By its column too: two storages may hold two files of one name."""
    return f"{MEDIA}/{field.model._meta.label}.{field.name}/{name}"


def write_text(path, text):
    """Whole, or not at all."""
    part = path.with_name(f"{path.name}.part")
    part.write_text(text, "utf-8")
    os.replace(part, path)


def write_json(path, data):
    write_text(path, json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True))


def read_json(path):
    try:
        data = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise Damaged(f"{path.name} ne peut pas être lu ({type(error).__name__}).") from error
    if not isinstance(data, dict):
        raise Damaged(f"{path.name} n’est pas celui d’un site.")
    return data


def is_inside(path):
    """A relative path of plain names: nothing leads out of the folder."""
    parts = PurePosixPath(path).parts if isinstance(path, str) else ()
    plain = all(part not in ("", ".", "..") and "\\" not in part and "\0" not in part for part in parts)
    return bool(parts) and plain and not path.startswith("/") and "/".join(parts) == path


def checked(folder):
    """The manifest of ``folder``, once each file is there and says what it said. Raises ``Damaged``."""
    folder = Path(folder)
    manifest = read_json(folder / MANIFEST)
    if manifest.get("format") != FORMAT:
        raise Damaged(f"Ce dossier est au format {manifest.get('format')!r} ; cette version lit le format {FORMAT}.")
    files = manifest.get("files")
    if not isinstance(files, list) or not files:
        raise Damaged("Le manifeste ne liste aucun fichier.")
    for row in files:
        _check(folder, row)
    if len({row["path"] for row in files}) != len(files):
        raise Damaged("Le manifeste nomme deux fois un même fichier : recopiez le dossier.")
    return manifest


def _check(folder, row):
    path = row.get("path") if isinstance(row, dict) else None
    if not is_inside(path) or PurePosixPath(path).parts[0] not in (ROWS, MEDIA):
        raise Damaged(f"Le manifeste nomme un fichier qui ne peut pas être d’un site : {path!r}.")
    file = folder / path
    if file.is_symlink() or not file.is_file() or not file.resolve().is_relative_to(folder.resolve()):
        raise Damaged(f"Il manque {path}.")
    if file.stat().st_size != row.get("size") or digest_of(file) != row.get("digest"):
        raise Damaged(f"{path} n’est pas ce qu’il était : recopiez le dossier.")
