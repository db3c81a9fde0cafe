"""Headings of a format that has none: lines that the description names, and what pages repeat above sheets."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from imports.booklets.folding import folded
from imports.booklets.mapping import LONGEST_LABEL, Mapping
from imports.documents.blocks import Block

AXIS, SHEET, PART = 1, 2, 3  # levels


_JOINING = re.compile(r"(?:[,;(-]|\b(?:a|au|aux|avec|d'|de|des|du|en|et|l'|la|le|les|ou|par|pour|sur|un|une))$")


def with_headings(given: Sequence[Block], mapping: Mapping) -> list[Block]:
    blocks = [
        part for place, block in enumerate(given) for part in _parted(block, given[place + 1 : place + 2], mapping)
    ]
    sheets = {place for place, block in enumerate(blocks) if _is_sheet(block, mapping)}
    above = [
        before.text
        for place, (before, _after) in enumerate(pairwise(blocks))
        if place + 1 in sheets and _is_short(before)
    ]
    times = Counter(map(folded, above))
    axes = {words for text in above if times[words := folded(text)] > 1 or text.isupper()} - set(mapping.part_of)
    return [
        replace(block, kind="heading", level=level)
        if (level := _level(block, place in sheets, axes, mapping))
        else block
        for place, block in enumerate(blocks)
    ]


def _parted(block: Block, following: Sequence[Block], mapping: Mapping) -> list[Block]:
    """A text without empty lines: « Contacts », alone on its line in a paragraph, begins another; so does a sheet."""
    lines = block.text.split("\n")
    labels = [place for place in range(1, len(lines)) if _is_a_label(lines, place, following, mapping)]
    sheets = [place for place in range(1, len(lines)) if _begins_a_sheet(lines[place], mapping)]
    if not labels and not sheets:
        return [block]
    ends = sorted({*labels, *(place + 1 for place in labels), *sheets, len(lines)})
    starts = [0, *ends[:-1]]
    return [
        replace(
            block,
            kind=block.kind if start == 0 else "paragraph",
            text="\n".join(lines[start:end]),
            origin=replace(block.origin, number=block.origin.number + start),
        )
        for start, end in zip(starts, ends, strict=True)
    ]


def _is_a_label(lines: list[str], place: int, following: Sequence[Block], mapping: Mapping) -> bool:
    """Not the end of a sentence that its line has cut: « la politique de la / Ville »."""
    line, before = lines[place].strip(), folded(lines[place - 1])
    if not line[:1].isupper() or line.endswith(".") or len(line) > LONGEST_LABEL or _JOINING.search(before):
        return False
    is_followed = place + 1 < len(lines) or line.endswith(":") or any(block.kind == "item" for block in following)
    return is_followed and mapping.part_named(line) is not None


def _level(block: Block, is_sheet: bool, axes: set[str], mapping: Mapping) -> int:
    if is_sheet:
        return SHEET
    if not _is_short(block):
        return 0
    words = folded(block.text)
    return AXIS if words in axes else PART if mapping.part_named(words) else 0


def _is_sheet(block: Block, mapping: Mapping) -> bool:
    return block.kind == "paragraph" and _begins_a_sheet(block.text, mapping)


def _begins_a_sheet(text: str, mapping: Mapping) -> bool:
    return "{number}" in mapping.sheet and mapping.sheet_heading(text) is not None


def _is_short(block: Block) -> bool:
    return block.kind == "paragraph" and len(block.text) <= LONGEST_LABEL
