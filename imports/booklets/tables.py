"""Tables of people: a row for each, in cells where the format has them, in words where it does not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from rapidfuzz.distance import Levenshtein

from imports.booklets.doubts import Doubt
from imports.booklets.folding import folded
from imports.booklets.mapping import PERSON, Mapping
from imports.booklets.people import EMAIL, is_possible, person_in
from imports.documents.blocks import Block

ALIKE = 3  # letters by which a printed address may differ from the one of its link
# A first name and a name in capitals, at the end of a line that has lost its columns.
_NAMED = re.compile(r"^(?P<structure>.+)\s+(?P<name>[A-ZÀ-Ý][\w’'-]*\s[A-ZÀ-Ý][A-ZÀ-Ý’' -]+)$")


@dataclass
class Row:
    structure: str = ""
    name: str = ""
    email: str = ""
    sector: str = ""
    email_linked: str = ""
    blocks: list[Block] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)

    def add(self, kind: str, text: str, *choices: str) -> None:
        self.doubts.append(Doubt("people", kind, text, choices))


def people_of(blocks: tuple[Block, ...], mapping: Mapping, carries: tuple[str, ...]) -> list[Row]:
    if not mapping.people:
        return []
    rows = [*_of_tables(blocks, mapping)] if "tables" in carries else [*_of_lines(blocks, mapping)]
    printed_links = _addresses_apart(blocks)
    for row in rows:
        row.email_linked = row.email_linked or _nearest(row.email, printed_links)
        _doubt(row)
    return rows


def _of_tables(blocks: tuple[Block, ...], mapping: Mapping) -> Iterator[Row]:
    for _table, found in groupby((block for block in blocks if block.kind == "row"), key=lambda block: block.table):
        head, *rows = found
        columns = [mapping.column_of.get(folded(cell), "") for cell in head.cells]
        if "email" not in columns:
            continue
        for block in rows:
            person = person_in(block)
            cells = {name: " ".join(cell.split()) for name, cell in zip(columns, block.cells, strict=False) if name}
            row = Row(cells.get("structure", ""), cells.get("name", ""), sector=cells.get("sector", ""))
            row.email = person.email if "@" in cells.get("email", "") else ""
            row.email_linked, row.blocks = person.email_linked, [head, block]
            yield row


def _of_lines(blocks: tuple[Block, ...], mapping: Mapping) -> Iterator[Row]:
    """Under a line that says the headings in their order: a person a line, until one that has no address."""
    for block in blocks:
        head, *lines = block.text.split("\n")
        if _is_head(head, mapping):
            yield from _told(lines, block)


def _is_head(line: str, mapping: Mapping) -> bool:
    words = f" {folded(line)} "
    return all(any(f" {folded(label)} " in words for label in labels) for labels in mapping.people.values())


def _told(lines: list[str], block: Block) -> Iterator[Row]:
    row: Row | None = None
    for line in lines:
        email = EMAIL.search(line)
        if email:
            if row:
                yield row
            row = _row_of(line[: email.start()], email[0], line[email.end() :], block)
        elif row:
            row.structure = f"{row.structure} {line.strip()}".strip()
    if row:
        yield row


def _row_of(before: str, email: str, after: str, block: Block) -> Row:
    structure, bar, name = before.partition("|")
    named = None if bar else _NAMED.match(before.strip())
    if named:
        structure, name = named["structure"], named["name"]
    row = Row(structure.strip(), name.strip(), email.replace(" ", ""), after.strip(" |"), blocks=[block])
    row.add(
        "format",
        f"Les colonnes sont perdues : « {before.strip(' |')} » a été coupé en deux.",
        structure.strip(),
        name.strip(),
    )
    return row


def _addresses_apart(blocks: tuple[Block, ...]) -> list[str]:
    """Addresses of links that a text gives on lines of their own."""
    lines = (line.strip() for block in blocks for line in block.text.split("\n"))
    return [line[7:].partition("?")[0] for line in lines if line.lower().startswith("mailto:")]


def _nearest(email: str, known: list[str]) -> str:
    if not email or email in known:
        return ""
    near = min(known, key=lambda each: Levenshtein.distance(each, email), default="")
    return near if near and Levenshtein.distance(near, email) <= ALIKE else ""


def _doubt(row: Row) -> None:
    if row.email and not is_possible(row.email):
        row.add("impossible", f"L’adresse « {row.email} » ne peut pas exister.")
    if row.email_linked and row.email_linked.casefold() != row.email.casefold():
        row.add(
            "linked", f"L’adresse écrite et celle du lien diffèrent pour « {row.name} ».", row.email, row.email_linked
        )
    for name in sorted(PERSON - {"sector"}):
        if not getattr(row, name):
            row.add("empty", f"« {row.structure or row.name} » : il manque {PERSON_WORDS[name]}.")


PERSON_WORDS = {"structure": "la structure", "name": "le nom", "email": "l’adresse"}
