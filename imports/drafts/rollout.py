"""« À venir : », « Nouveauté : » of a text, once somebody says that it still is so: rows of where things stand."""

from __future__ import annotations

import re

from imports.booklets.folding import folded
from imports.questions import MOVE

LONGEST = 400  # letters of a row
_SAID = re.compile(r"«\s*(.+?)\s*»")
_ITEM = "- "


def words_to_move(sheet) -> set[str]:
    """Those that an editor answered so of, in this sheet."""
    doubts = enumerate(sheet.read.get("doubts", ()))
    moved = [doubt for index, doubt in doubts if sheet.answers.get(f"doubt:{index}") == MOVE]
    return {folded(found[1]) for doubt in moved if (found := _SAID.search(doubt["text"]))}


def taken(text: str, words: dict[str, str]) -> tuple[str, list[tuple[str, str]]]:
    """The text without what these words announce, and ``[(status, label)]`` of that. What is too long stays there."""
    lines, kept, rows = text.split("\n"), [], []
    while lines:
        line = lines.pop(0)
        said, colon, rest = line.partition(":")
        status = words.get(folded(said)) if colon else None
        count = _announced(lines, rest) if status else 0
        labels = [each.removeprefix(_ITEM).strip() for each in (rest.strip().removesuffix(":"), *lines[:count])]
        labels = [label for label in labels if label]
        if status and labels and all(len(label) <= LONGEST for label in labels):
            rows += [(status, label) for label in labels]
            del lines[:count]
        else:
            kept.append(line)
    return "\n".join(kept), rows


def _announced(lines: list[str], rest: str) -> int:
    """How many of the lines below: the items of a list, else what the line itself does not say."""
    items = next((place for place, line in enumerate(lines) if not line.startswith(_ITEM)), len(lines))
    return items if items or rest.strip() else min(1, len(lines))
