"""What is read of a file: rows of texts, as a French spreadsheet shows them, and the cells that cannot be taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from typing import Any, TypedDict

from jobs.apart import Illegible

MOST_ROWS = 20_000
MOST_COLUMNS = 200
MOST_CHARACTERS = 100_000  # of one cell
FORMULA, MERGED = "formula", "merged"
EMPTY = "Ce fichier est vide : il lui faut une ligne de titres, puis une ligne par fiche ou par lieu."


class Grid(TypedDict):
    """``refused``: ``[row, column, why]``, from 0. ``numbers``: of each row, its number in the file."""

    rows: list[list[str]]
    numbers: list[int]
    refused: list[list[Any]]
    sheet: str
    sheets: list[str]


def as_text(value: Any) -> str:
    """A value of a cell in words: whole numbers without decimals, decimal commas, days as in French."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Oui" if value else "Non"
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y}" if value.time() == time.min else f"{value:%d/%m/%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    return tidy(str(value))


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value).replace(".", ",")


def tidy(text: str) -> str:
    """Ends of lines are one sign, what surrounds a text is no part of it, a NUL is nothing."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").split("\n")
    return "\n".join(line.rstrip(" \t\N{NO-BREAK SPACE}") for line in lines).strip()


def column_name(index: int) -> str:
    """0 is A, 26 is AA."""
    letters = ""
    while index >= 0:
        index, rest = divmod(index, 26)
        letters, index = chr(ord("A") + rest) + letters, index - 1
    return letters


def make_grid(
    lines: Iterable[tuple[int, list[str]]],
    refused: Iterable[list[Any]] = (),
    sheet: str = "",
    sheets: Iterable[str] = (),
) -> Grid:
    """``lines``: number in the file, texts. Lines where nothing stands are left out."""
    rows, numbers = [], []
    for number, row in _within_limits(lines):
        while row and not row[-1]:
            row.pop()
        if row:
            rows.append(row)
            numbers.append(number)
    if not rows:
        raise Illegible(EMPTY)
    places = {number: place for place, number in enumerate(numbers)}
    cells = [[places[row + 1], column, why] for row, column, why in refused if row + 1 in places]
    return {"rows": rows, "numbers": numbers, "refused": cells, "sheet": sheet, "sheets": list(sheets)}


def _within_limits(lines: Iterable[tuple[int, list[str]]]) -> Iterator[tuple[int, list[str]]]:
    for count, (number, row) in enumerate(lines, start=1):
        check_size(count, len(row))
        for column, text in enumerate(row):
            if len(text) > MOST_CHARACTERS:
                raise Illegible(
                    f"Ligne {number}, colonne {column_name(column)} : ce texte a plus de {MOST_CHARACTERS} caractères. "
                    "Raccourcissez-le, puis recommencez."
                )
        yield number, row


def check_size(rows: int, columns: int) -> None:
    if rows > MOST_ROWS or columns > MOST_COLUMNS:
        raise Illegible(
            f"Ce tableau est trop grand : {MOST_ROWS} lignes et {MOST_COLUMNS} colonnes au plus. Supprimez les lignes "
            "et les colonnes vides à la fin, ou coupez-le en plusieurs fichiers."
        )
