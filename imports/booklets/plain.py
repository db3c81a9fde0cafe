"""Headings of a format that has none: lines that the description names, and what pages repeat above sheets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from imports.booklets.folding import folded
from imports.booklets.mapping import LONGEST_LABEL, Mapping
from imports.documents.blocks import Block

AXIS, SHEET, PART = 1, 2, 3  # levels


def with_headings(blocks: Sequence[Block], mapping: Mapping) -> list[Block]:
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


def _level(block: Block, is_sheet: bool, axes: set[str], mapping: Mapping) -> int:
    if is_sheet:
        return SHEET
    if not _is_short(block):
        return 0
    words = folded(block.text)
    return AXIS if words in axes else PART if mapping.part_named(words) else 0


def _is_sheet(block: Block, mapping: Mapping) -> bool:
    has_number = "{number}" in mapping.sheet
    return block.kind == "paragraph" and has_number and mapping.sheet_heading(block.text) is not None


def _is_short(block: Block) -> bool:
    return block.kind == "paragraph" and len(block.text) <= LONGEST_LABEL
