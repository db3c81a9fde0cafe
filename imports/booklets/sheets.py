"""Where each sheet of a booklet begins and ends, and which of its blocks belong to which part.

A sheet goes on over pages that repeat its heading; a list cut by such a page goes on in the part where it began.
Where a page has lost the heading of its sheet, what says whom to call ends the sheet before: the rest is another one.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from imports.booklets.folding import folded
from imports.booklets.mapping import LONGEST_LABEL, PARTS, TEXTS, Mapping
from imports.documents.blocks import Block, Kind


@dataclass
class Part:
    """Blocks under one heading. ``name``: of ``PARTS``, or « text » before the first of them."""

    name: str
    label: str
    heading: Block | None = None
    blocks: list[Block] = field(default_factory=list)
    is_unknown: bool = False  # a heading that the description of the booklet does not name


@dataclass
class Sheet:
    number: int | None
    title: str
    axis: str
    heading: Block
    titles: list[Block] = field(default_factory=list)  # each time its heading stands again
    axis_block: Block | None = None
    parts: list[Part] = field(default_factory=list)
    is_late: bool = False  # its heading stands after its first page only
    moved: list[Block] = field(default_factory=list)  # items of a list that a page had cut in two

    def named(self, name: str) -> list[Part]:
        return [part for part in self.parts if part.name == name]


@dataclass
class Booklet:
    sheets: list[Sheet] = field(default_factory=list)
    outside: list[Block] = field(default_factory=list)  # of no sheet


def sheets_of(blocks: Iterable[Block], mapping: Mapping) -> Booklet:
    reading = _Reading(mapping)
    for block in blocks:
        reading.read(block)
    return reading.booklet


class _Reading:
    def __init__(self, mapping: Mapping) -> None:
        self.mapping, self.booklet = mapping, Booklet()
        self.sheet: Sheet | None = None
        self.axis: Block | None = None
        self.is_after_repeat = False
        self.is_after_axis = False  # the heading above those of the sheets, repeated by a page

    def read(self, block: Block) -> None:
        if block.kind == "furniture":
            self.booklet.outside.append(block)
        elif found := self._sheet_heading(block):
            self._open(block, *found)
        elif self._is_axis(block):
            self.is_after_axis = self.axis is not None and folded(self.axis.text) == folded(block.text)
            is_new = self.axis is not None and not self.is_after_axis
            self.sheet = None if is_new else self.sheet
            self.axis = block
            self.booklet.outside.append(block)
        elif self.sheet is None:
            self.booklet.outside.append(block)
        else:
            self._begin_without_heading(self.sheet, block)
            self._inside(self.sheet, block)

    def _begin_without_heading(self, known: Sheet, block: Block) -> None:
        if self.is_after_axis and _is_whole(known):
            self._add(Sheet(None, "", known.axis, block, axis_block=self.axis))
        self.is_after_axis = False

    def _sheet_heading(self, block: Block) -> tuple[int | None, str] | None:
        if block.kind not in ("heading", "paragraph", "row"):
            return None
        if block.kind == "row" and self.mapping.sheet_label:
            return _title_beside(self.mapping.sheet_label, block)
        if block.kind != "heading" and "{number}" not in self.mapping.sheet:
            return None
        return self.mapping.sheet_heading(block.text)

    def _open(self, block: Block, number: int | None, title: str) -> None:
        known, self.is_after_axis = self.sheet, False
        if known is not None and not known.title and not any(part.heading for part in known.parts):
            known.number, known.title, known.titles, known.is_late = number, title, [block], True
            return
        if known is not None and known.number == number and (number is not None or _is_same(known.title, title)):
            known.titles.append(block)
            self.is_after_repeat = True
            return
        axis = self.axis.text if self.axis else ""
        self._add(Sheet(number, title, axis, block, [block], self.axis))

    def _add(self, sheet: Sheet) -> None:
        sheet.parts.append(Part("text", ""))
        self.sheet = sheet
        self.booklet.sheets.append(sheet)
        self.is_after_repeat = False

    def _is_axis(self, block: Block) -> bool:
        """A heading above those of the sheets, or as high as the description of the booklet says."""
        if self.mapping.axis:
            return block.kind == "heading" and block.level == self.mapping.axis
        level = self.booklet.sheets[0].heading.level if self.booklet.sheets else 2
        return block.kind == "heading" and block.level < max(level, 2) and not self.mapping.part_named(block.text)

    def _inside(self, sheet: Sheet, block: Block) -> None:
        name = self._part_named(block)
        if name:
            sheet.parts.append(Part(name, block.text.strip(" :→"), block))
            self.is_after_repeat = False
            return
        if labelled := self._labelled(block, sheet.parts[-1]):
            sheet.parts.append(labelled)
            self.is_after_repeat = False
            return
        part = sheet.parts[-1]
        if _begins_another(part, block):
            sheet.parts.append(Part("text", block.text.strip(" :→"), block, is_unknown=True))
            self.is_after_repeat = False
            return
        if self.is_after_repeat and block.kind == "item" and not _takes_items(part):
            part = next((each for each in reversed(sheet.parts) if _takes_items(each)), part)
            sheet.moved.append(block)
        part.blocks.append(block)

    def _part_named(self, block: Block) -> str | None:
        is_label = block.kind == "heading" or (block.kind == "paragraph" and block.text.rstrip().endswith(":"))
        if not is_label or len(block.text) > LONGEST_LABEL:
            return None
        return self.mapping.part_named(block.text)

    def _labelled(self, block: Block, part: Part) -> Part | None:
        """« Public : enfants de 6 à 11 ans », or a row of a table whose first cell is the heading of a part."""
        label, lines = _label_and_lines(block)
        if block.kind == "heading" or not label or len(label) > LONGEST_LABEL:
            return None
        name = self.mapping.part_named(label)
        if name and (lines or block.kind == "row"):
            return Part(name, label, block, _told_beside(name, lines, block))
        if lines and block.table and part.heading and part.heading.table == block.table:
            return Part("text", label, block, _told_beside("text", lines, block), is_unknown=True)
        return None


def _label_and_lines(block: Block) -> tuple[str, list[str]]:
    if block.kind == "row":
        label, *values = block.cells or ("",)
        return label.strip(" :→"), [line for value in values for line in value.split("\n") if line]
    label, _colon, value = block.text.partition(":")
    return label.strip(" :→"), [value.strip()] if value.strip() else []


def _told_beside(name: str, lines: list[str], block: Block) -> list[Block]:
    kind: Kind = "item" if PARTS.get(name) and name not in TEXTS else "paragraph"
    links = {line: tuple(link for link in block.links if link.label in line) for line in lines}
    return [Block(kind, line, block.origin, links=links[line]) for line in lines]


def _title_beside(label: str, row: Block) -> tuple[None, str] | None:
    cells = [cell for cell in row.cells if cell]
    return (None, " ".join(cells[1].split())) if len(cells) == 2 and folded(cells[0]) == label else None


def _is_same(one: str, other: str) -> bool:
    return bool(one) and folded(one) == folded(other)


def _begins_another(part: Part, block: Block) -> bool:
    """A heading as high as that of the part it would stand in; a lower one is of the part, as names of links are.

    Among contacts « Région : » on a line of its own is one.
    """
    if part.name == "contacts" and block.kind == "paragraph":
        return block.text.endswith(":") and len(block.text) <= LONGEST_LABEL
    return (
        block.kind == "heading"
        and part.heading is not None
        and part.heading.kind == "heading"
        and block.level <= part.heading.level
    )


def _is_whole(sheet: Sheet) -> bool:
    """Whom to call is said last."""
    return any(part.blocks for part in sheet.named("contacts"))


def _takes_items(part: Part) -> bool:
    return PARTS.get(part.name, True)
