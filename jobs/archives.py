"""Documents that are archives (.docx, .odt, .xlsx, .ods): opened only if what they unpack to is reasonable."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import IO

from jobs.apart import Illegible

MOST_MEMBERS = 1_000
MOST_BYTES = 60 * 1024 * 1024  # unpacked, all members
PIECE = 1024 * 1024
TOO_MUCH = "Ce fichier contient trop de choses pour être lu : retirez-en les images, puis recommencez."
PASSWORD = "Ce fichier est protégé par un mot de passe : enregistrez-le sans, puis recommencez."  # noqa: S105
DAMAGED = "Ce fichier est abîmé ou incomplet : enregistrez-le de nouveau, puis recommencez."


def open_archive(path: Path) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise Illegible(DAMAGED) from error
    members = archive.infolist()
    if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > MOST_BYTES:
        raise Illegible(TOO_MUCH)
    if any(member.flag_bits & 1 for member in members):
        raise Illegible(PASSWORD)
    return archive


def member(archive: zipfile.ZipFile, name: str) -> bytes | None:
    """Its bytes, counted while they are read: what an archive says of its sizes may be false."""
    try:
        with archive.open(name) as stream:
            return _bounded(stream)
    except KeyError:
        return None
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError) as error:
        raise Illegible(DAMAGED) from error


def _bounded(stream: IO[bytes]) -> bytes:
    content = bytearray()
    while piece := stream.read(PIECE):
        content += piece
        if len(content) > MOST_BYTES:
            raise Illegible(TOO_MUCH)
    return bytes(content)
