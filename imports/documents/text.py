"""Plain text (.txt): paragraphs between empty lines, items by their bullet. It has no links and no tables.

Also what all texts share: how their bytes are read.
"""

from __future__ import annotations

import re
from pathlib import Path

from imports.documents.blocks import Block, Document, Origin, said, tidy
from jobs.apart import Illegible

_BULLET = re.compile(r"^(\s*)[-–—•▪◦●○■*‣➢➤✓✔→]\s+(?=\S)")
_NUMBERED = re.compile(r"^\s*\d{1,3}\s?[.)–-]\s*\D")  # its number stays: it may be that of a sheet
MOST_BYTES = 20 * 1024 * 1024


def decoded(path: Path) -> str:
    """UTF-8, with its mark or not, UTF-16 with its mark, otherwise what a French Windows writes."""
    content = path.read_bytes()[:MOST_BYTES]
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return content.decode("utf-16", errors="replace").replace("\0", "")
    if b"\0" in content:
        raise Illegible("Ce fichier n’est pas un texte : choisissez un .docx, .odt, .pdf, .md, .txt ou .html.")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read_text(path: Path) -> Document:
    blocks: list[Block] = []
    open_block = False
    lines = decoded(path).splitlines()
    alone = _arrows_alone(lines)
    for number, line in enumerate(lines, start=1):
        bullet = None if number in alone else _BULLET.match(line)
        if bullet or number in alone or not line.strip() or _NUMBERED.match(line):
            open_block = False
        if bullet:
            text = tidy(line[bullet.end() :])
            blocks.append(Block("item", text, Origin("line", number), level=len(bullet[1].expandtabs(4)) // 2))
        elif line.strip() and not open_block:
            blocks.append(Block("paragraph", tidy(line), Origin("line", number)))
        elif line.strip():
            blocks[-1] = _longer(blocks[-1], line)
        open_block = bool(line.strip()) and number not in alone
    return Document("txt", (), tuple(said(blocks)))


def _arrows_alone(lines: list[str]) -> set[int]:
    """« → Objectifs » is a heading, where an arrow is not the bullet of a list."""
    told = [(number, line.lstrip().startswith("→")) for number, line in enumerate(lines, start=1) if line.strip()]
    around = zip([(0, False), *told], told, [*told[1:], (0, False)], strict=False)
    return {number for (_, before), (number, is_arrow), (_, after) in around if is_arrow and not before and not after}


def _longer(block: Block, line: str) -> Block:
    return Block(block.kind, f"{block.text}\n{tidy(line)}", block.origin, level=block.level)
