"""CSV, as French spreadsheets write it: semicolons, commas or tabs; UTF-8, else Windows-1252."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any

from jobs.apart import Illegible
from spreadsheets.reading.grid import FORMULA, Grid, make_grid, tidy

SEPARATORS = ";\t,"  # in the order of who wins between equals
FORMULA_MARKS = ("=", "+", "-", "@", "\t", "\r")
_FORMULA = re.compile(r"\s*=\s*\S")  # an apostrophe stands before what our own files hold
_SAID = re.compile(r"^sep=(.)\r?\n", re.IGNORECASE)
NO_TABLE = "Ce fichier n’est pas un tableur : choisissez un fichier .xlsx, .ods ou .csv."


def read_delimited(path: Path) -> Grid:
    text = decoded(path.read_bytes())
    said = _SAID.match(text)
    separator, text = (said[1], text[said.end() :]) if said else (_separator(text), text)
    usual = csv.field_size_limit(2**31 - 1)  # what is too long is refused with its place
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    formulas: list[list[Any]] = []
    try:
        return make_grid(_lines(rows, 1 if said else 0, formulas), formulas)
    except csv.Error:
        raise Illegible(
            f"Ligne {rows.line_num} : un guillemet est ouvert et n’est pas fermé, ou est de trop. Corrigez-la."
        ) from None
    finally:
        csv.field_size_limit(usual)


def _lines(rows, before: int, formulas: list[list[Any]]):
    """Numbered as a spreadsheet numbers them: one a record, whatever ends of lines its cells hold."""
    for number, row in enumerate(rows, start=1 + before):
        formulas += [[number - 1, column, FORMULA] for column, cell in enumerate(row) if _FORMULA.match(cell)]
        yield number, [restored(tidy(cell)) for cell in row]


def restored(text: str) -> str:
    """The apostrophe that our own files put before what looks like a formula is no part of the text."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA_MARKS) else text


def decoded(content: bytes) -> str:
    for encoding in ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]:
        try:
            return _checked(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise Illegible("Les lettres de ce fichier ne se lisent pas : enregistrez-le en « CSV UTF-8 », puis recommencez.")


def _checked(text: str) -> str:
    strange = sum(text.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\r\x0b\x0c")
    if "\0" in text or strange * 20 > len(text):
        raise Illegible(NO_TABLE)
    return text.lstrip("\ufeff")


def _separator(text: str) -> str:
    """What cuts the first line that has something in the most cells."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    outside = re.sub(r'"[^"]*"', "", first)
    return max(SEPARATORS, key=outside.count)
