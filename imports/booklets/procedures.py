"""Numbered steps, wherever they stand in a document."""

from __future__ import annotations

from dataclasses import dataclass, field

from imports.booklets.doubts import Doubt
from imports.booklets.folding import end_of, folded
from imports.booklets.mapping import Mapping
from imports.booklets.texts import without_addresses
from imports.documents.blocks import Block

LONGEST_TITLE = 150
LONGEST_STEP = 300  # letters of the line that begins one


@dataclass
class Step:
    number: int
    title: str
    text: list[str] = field(default_factory=list)


@dataclass
class Procedure:
    title: str
    steps: list[Step] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def procedures_of(blocks: tuple[Block, ...], mapping: Mapping) -> list[Procedure]:
    """A first step opens one; the next heading, part or sheet ends it."""
    found: list[Procedure] = []
    is_open, before = False, None
    for block in blocks:
        step = _step_in(block, mapping)
        if step and (not is_open or step.number <= found[-1].steps[-1].number):
            found.append(_begun(before))
            is_open = True
        if step:
            found[-1].steps.append(step)
        elif is_open and _ends(block, mapping):
            is_open = False
        elif is_open:
            found[-1].steps[-1].text += filter(None, [without_addresses(block.text)])
        if is_open:
            found[-1].blocks.append(block)
        before = block
    for procedure in found:
        _doubt(procedure)
    return found


def _begun(before: Block | None) -> Procedure:
    is_title = before is not None and len(before.text) <= LONGEST_TITLE
    return Procedure(
        " ".join(before.text.split()) if before and is_title else "", blocks=[before] if before and is_title else []
    )


def _step_in(block: Block, mapping: Mapping) -> Step | None:
    if not mapping.steps or block.kind == "row":
        return None
    title, _line, rest = block.text.partition("\n")
    if len(title) > LONGEST_STEP:
        return None
    match = mapping.step_pattern.fullmatch(folded(title))
    if not match:
        return None
    said = filter(None, [without_addresses(rest)])
    return Step(int(match["number"]), end_of(title, match["title"]), [*said])


def _ends(block: Block, mapping: Mapping) -> bool:
    words = folded(block.text)
    is_heading = block.kind == "heading" or words in mapping.part_of
    return is_heading or (block.kind == "paragraph" and bool(mapping.sheet_pattern.fullmatch(words)))


def _doubt(procedure: Procedure) -> None:
    if not procedure.title:
        procedure.doubts.append(Doubt("title", "empty", "Ces étapes n’ont pas de titre."))
    numbers = [step.number for step in procedure.steps]
    if numbers != list(range(1, len(numbers) + 1)):
        procedure.doubts.append(Doubt("steps", "number", f"Les étapes sont numérotées {', '.join(map(str, numbers))}."))
