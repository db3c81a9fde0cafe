"""What one sheet of a booklet says, and the same as JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from imports.booklets.doubts import Doubt, Doubts
from imports.booklets.people import Person
from imports.booklets.publics import Public
from imports.documents.blocks import Block

FIELDS = {"text": "description"}  # of a part, where it has another name


@dataclass
class Values:
    """What one sheet says. ``sources``: for each field, the blocks it was read from."""

    number: int | None
    title: str
    axis: str
    summary: str = ""
    description: str = ""
    objectives: list[str] = field(default_factory=list)
    publics: list[Public] = field(default_factory=list)
    sectors: list[str] = field(default_factory=list)
    perimeter: str = ""
    partners: list[str] = field(default_factory=list)
    operators: list[str] = field(default_factory=list)
    contacts: list[tuple[str, Person]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    sources: dict[str, list[Block]] = field(default_factory=dict)
    doubts: Doubts = field(default_factory=Doubts)

    def note(self, name: str, *blocks: Block) -> None:
        known = self.sources.setdefault(name, [])
        known[:] = dict.fromkeys([*known, *blocks])


def as_json(values: Values) -> dict[str, Any]:
    return {
        "number": values.number,
        "title": values.title,
        "axis": values.axis,
        "summary": values.summary,
        "description": values.description,
        "objectives": values.objectives,
        "publics": [vars(public) for public in values.publics],
        "sectors": values.sectors,
        "perimeter": values.perimeter,
        "partners": values.partners,
        "operators": values.operators,
        "contacts": [
            {"heading": heading, "name": person.name, "email": person.email, "phone": person.phone}
            for heading, person in values.contacts
        ],
        "links": [{"label": label, "url": url} for label, url in values.links],
        "sources": {name: [source_json(block) for block in blocks] for name, blocks in values.sources.items()},
        "doubts": doubts_json(values.doubts.found),
    }


def doubts_json(doubts: list[Doubt]) -> list[dict[str, Any]]:
    return [{**vars(doubt), "choices": list(doubt.choices)} for doubt in doubts]


def source_json(block: Block) -> dict[str, Any]:
    return {block.origin.unit: block.origin.number, "text": block.text}
