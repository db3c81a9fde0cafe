"""What a booklet says, put into a draft: field by field, but for those that an editor changed since the last import."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field

from imports.drafts.content import Content, Open
from imports.drafts.parts import PARTS, Part
from imports.matching.names import words_of

MOST_DOUBTS = 9_000  # letters: the form of a page takes 10 000
ADDED, CHANGED, SAME, KEPT, GONE = "added", "changed", "same", "kept", "gone"


@dataclass(frozen=True)
class Change:
    """``state``: added, changed, same, kept (an editor’s, who changed it since) or gone (the booklet says nothing).

    ``before``: the page's lines; ``after``: what the draft says, or for a kept field what the booklet would have;
    ``gone``: lines of the page that the booklet does not have. They stay.
    """

    name: str
    label: str
    state: str
    before: list[str]
    after: list[str]
    gone: list[str]


@dataclass
class Filled:
    """``marks``: fingerprints for the next edition. ``doubts``: lines added to those of the page."""

    changes: list[Change] = field(default_factory=list)
    marks: dict[str, str] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)

    @property
    def is_news(self) -> bool:
        return any(change.state in (ADDED, CHANGED) for change in self.changes)

    @property
    def kept(self) -> list[str]:
        return [change.label for change in self.changes if change.state == KEPT]


def fill(page, content: Content, marks: dict[str, str]) -> Filled:
    filled, said = Filled(marks=dict(marks)), {part.name for part in PARTS if part.stands_on(page) and part.said(page)}
    for part in PARTS:
        change = _put(part, page, content, filled.marks) if part.stands_on(page) else None
        if change:
            filled.changes.append(change)
    filled.doubts = _add_doubts(page, [doubt for doubt in content.doubts if doubt.unless not in said])
    return filled


def _put(part: Part, page, content: Content, marks: dict[str, str]) -> Change | None:
    before, wanted = part.said(page), part.wanted(content)
    gone = _lacking(before, wanted) if part.adds else []
    if not wanted:
        return Change(part.name, str(part.label), GONE, before, before, gone) if before else None
    is_guess = bool(before) and part.name in content.guessed
    if is_guess or _says(before, wanted) or (part.adds and not _lacking(wanted, before)):
        marks[part.name] = fingerprint(before)
        return Change(part.name, str(part.label), SAME, before, before, gone)
    if part.name in marks and marks[part.name] != fingerprint(before):
        return Change(part.name, str(part.label), KEPT, before, wanted, gone)
    part.put(page, content)
    after = part.said(page)
    marks[part.name] = fingerprint(after)
    state = SAME if after == before else CHANGED if before else ADDED
    return Change(part.name, str(part.label), state, before, after, gone)


def _says(before: list[str], wanted: list[str]) -> bool:
    """The same words: an accent that somebody put right stays right."""
    return [word for line in before for word in words_of(line)] == [word for line in wanted for word in words_of(line)]


def _lacking(lines: list[str], others: list[str]) -> list[str]:
    known = {words_of(line) for line in others}
    return [line for line in lines if words_of(line) not in known]


def fingerprint(lines: list[str]) -> str:
    return hashlib.sha256(json.dumps(lines, ensure_ascii=False).encode()).hexdigest()[:32]


def _add_doubts(page, doubts: list[Open]) -> list[str]:
    room = MOST_DOUBTS - sum(map(len, page.doubts))
    added: list[str] = []
    known = {words_of(text) for text in page.doubts}
    for doubt in doubts:
        if words_of(doubt.text) not in known and len(doubt.text) <= room:
            added.append(doubt.text)
            known.add(words_of(doubt.text))
            room -= len(doubt.text)
    page.doubts = [*page.doubts, *added]
    return added
