"""XML of workbooks, read as a stream before anything trusts it: how far its cells go, formulas, merged cells."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from jobs.apart import Illegible
from jobs.archives import DAMAGED, MOST_BYTES, PIECE, TOO_MUCH
from spreadsheets.reading.grid import FORMULA, MERGED, check_size

Attributes = dict[str, str]


@dataclass
class Scan:
    """Of one sheet. Rows and columns count from 0, ``rows`` and ``columns`` are how many hold something."""

    name: str = ""
    hidden: bool = False
    rows: int = 0
    columns: int = 0
    refused: list[list[Any]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)  # first row and column, last ones

    def holds(self, row: int, column: int) -> None:
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)
        check_size(self.rows, self.columns)

    def has_formula(self, row: int, column: int, times: int = 1) -> None:
        self.refused += [[row, each, FORMULA] for each in range(column, column + times)]

    @property
    def all_refused(self) -> list[list[Any]]:
        """Merged cells too, as far as the sheet goes."""
        merged = [
            [row, column, MERGED]
            for top, left, bottom, right in self.merged
            for row in range(top, min(bottom + 1, self.rows))
            for column in range(left, min(right + 1, self.columns))
        ]
        return [*self.refused, *merged]


def stream(
    archive: zipfile.ZipFile,
    name: str,
    start: Callable[[str, Attributes], None],
    end: Callable[[str], None] = lambda name: None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Elements and attributes by their names without namespaces. A file that declares entities is refused."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda tag, found: start(_local(tag), {_local(key): found[key] for key in found})
    parser.EndElementHandler = lambda tag: end(_local(tag))
    if text:
        parser.CharacterDataHandler = text
    read = 0
    try:
        with archive.open(name) as file:
            while piece := file.read(PIECE):
                read += len(piece)
                if read > MOST_BYTES:
                    raise Illegible(TOO_MUCH)
                parser.Parse(piece)
        parser.Parse(b"", True)
    except (
        expat.ExpatError,
        KeyError,
        zipfile.BadZipFile,
        EOFError,
        OSError,
        NotImplementedError,
        ValueError,
    ) as error:
        raise Illegible(DAMAGED) from error


def _refuse(*declared: Any) -> None:
    raise Illegible(DAMAGED)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def scan_xlsx(archive: zipfile.ZipFile, part: str, scan: Scan) -> None:
    place = [-1, -1]

    def start(tag: str, found: Attributes) -> None:
        if tag == "row":
            place[:] = [_index(found.get("r"), place[0] + 2) - 1, -1]
        elif tag == "c":
            place[:] = position(found["r"]) if "r" in found else (place[0], place[1] + 1)
        elif tag == "f":
            scan.has_formula(*place)
        elif tag == "mergeCell":
            first, _colon, last = found.get("ref", "A1").partition(":")
            scan.merged.append((*position(first), *position(last or first)))
        if tag in ("f", "v", "is"):
            scan.holds(*place)
        elif tag == "c":  # calamine makes room for it, empty or not
            check_size(place[0] + 1, place[1] + 1)

    stream(archive, part, start)


def position(reference: str) -> tuple[int, int]:
    """« C12 » is ``(11, 2)``."""
    letters = reference.rstrip("0123456789")
    column = 0
    if not letters.isascii() or not letters.isalpha() or len(letters) > 3:
        raise ValueError(reference)
    for letter in letters.upper():
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(reference[len(letters) :]) - 1, column - 1


def _index(text: str | None, default: int) -> int:
    return int(text) if text else default


class OdsScan:
    """All tables of ``content.xml``. What is repeated counts as often as it says."""

    def __init__(self) -> None:
        self.sheets: list[Scan] = []
        self._row = self._column = 0
        self._rows_repeated = self._repeated = 1
        self._formula, self._span, self._filled = False, (1, 1), False

    def start(self, tag: str, found: Attributes) -> None:
        if tag == "table":
            self.sheets.append(Scan(found.get("name", "")))
            self._row = 0
        elif tag == "table-row":
            self._column, self._rows_repeated = 0, _index(found.get("number-rows-repeated"), 1)
        elif tag in ("table-cell", "covered-table-cell"):
            self._repeated = _index(found.get("number-columns-repeated"), 1)
            self._formula, self._filled = "formula" in found, "value-type" in found
            self._span = _index(found.get("number-rows-spanned"), 1), _index(found.get("number-columns-spanned"), 1)
        elif tag == "p":
            self._filled = True

    def end(self, tag: str) -> None:
        if tag == "table-row":
            self._row += self._rows_repeated
        elif tag in ("table-cell", "covered-table-cell") and self.sheets:
            self._cell(self.sheets[-1])
            self._column += self._repeated
            self._filled = False

    def _cell(self, scan: Scan) -> None:
        if self._filled or self._formula:
            last = self._column + self._repeated - 1
            scan.holds(self._row + self._rows_repeated - 1, last)
        for row in range(self._row, self._row + self._rows_repeated if self._formula else 0):
            scan.has_formula(row, self._column, self._repeated)
        if self._span != (1, 1):
            rows, columns = self._span
            scan.merged.append((self._row, self._column, self._row + rows - 1, self._column + columns - 1))
