"""Any spreadsheet: what it is, its content says and not its name."""

from __future__ import annotations

from pathlib import Path

from jobs.apart import Illegible
from spreadsheets.reading.delimited import NO_TABLE, read_delimited
from spreadsheets.reading.grid import EMPTY, Grid
from spreadsheets.reading.workbooks import read_workbook

LARGEST = 10 * 1024 * 1024  # bytes
OLE = b"\xd0\xcf\x11\xe0"  # old .xls, and what Excel protects by a password
FOREIGN = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf", b"\x1f\x8b", b"<!DOCTYPE", b"<html", b"<?xml")


def read_file(path: Path, asked: str = "") -> Grid:
    """``asked``: the name of a sheet; else the first that holds something."""
    if path.stat().st_size > LARGEST:
        raise Illegible("Ce fichier dépasse 10 Mo : coupez-le en plusieurs, ou enregistrez-le au format .csv.")
    with path.open("rb") as file:
        start = file.read(512)
    if not start.strip():
        raise Illegible(EMPTY)
    if start.startswith(OLE):
        raise Illegible(
            "Ce fichier est un ancien .xls, ou protégé par un mot de passe : enregistrez-le au format .xlsx, sans mot "
            "de passe, puis recommencez."
        )
    if start.startswith(FOREIGN):
        raise Illegible(NO_TABLE)
    return read_workbook(path, asked) if start.startswith(b"PK") else read_delimited(path)
