"""Word documents (.docx): a walk of ``word/document.xml``. Each block keeps the number of its paragraph."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from imports.documents.blocks import Block, Document, Link, Origin, row, said, tidy
from imports.documents.xml import local, nearest, parsed
from jobs.apart import Illegible
from jobs.archives import member, open_archive

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_HEADING = re.compile(r"(?:heading|titre|title|überschrift)\s*(\d)?$", re.IGNORECASE)
# What a reader does not see, or sees elsewhere: instructions of fields, what a revision deleted, notes.
_SKIPPED = {"instrText", "delText", "del", "moveFrom", "fallback", "Fallback"}


def read_docx(path: Path) -> Document:
    archive = open_archive(path)
    main = _main_part(archive)
    content = member(archive, main)
    if content is None:
        raise Illegible("Ce fichier n’est pas un document Word lisible : enregistrez-le au format .docx.")
    folder, name = posixpath.split(main)
    walk = _Walk(
        _targets(member(archive, f"{folder}/_rels/{name}.rels")), _levels(member(archive, f"{folder}/styles.xml"))
    )
    body = parsed(content).find(f"{_W}body")
    blocks = said(walk.blocks(body)) if body is not None else ()
    return Document("docx", ("headings", "links", "tables"), tuple(blocks))


def _main_part(archive) -> str:
    """Word says its name in ``_rels/.rels``: it is not always ``word/document.xml``."""
    relations = member(archive, "_rels/.rels")
    for relation in parsed(relations) if relations else ():
        if relation.get("Type", "").endswith("/officeDocument"):
            return relation.get("Target", "").lstrip("/")
    return "word/document.xml"


def _targets(content: bytes | None) -> dict[str, str]:
    return {each.get("Id", ""): each.get("Target", "") for each in parsed(content)} if content else {}


def _levels(content: bytes | None) -> dict[str, int]:
    """Levels of the styles that are headings: by their outline, their name, or the style that they are based on."""
    styles = parsed(content).findall(f"{_W}style") if content else []
    found: dict[str, int] = {}
    for _round in range(3):  # a style may be based on one that is written after it
        for style in styles:
            level = _level_of(style, found)
            if level:
                found[style.get(f"{_W}styleId", "")] = level
    return found


def _level_of(style: Element, known: dict[str, int]) -> int:
    outline = style.find(f"{_W}pPr/{_W}outlineLvl")
    if outline is not None and (outline.get(f"{_W}val") or "").isdecimal():
        level = int(outline.get(f"{_W}val") or 0) + 1
        return level if level < 10 else 0
    name, base = style.find(f"{_W}name"), style.find(f"{_W}basedOn")
    match = _HEADING.match(name.get(f"{_W}val", "")) if name is not None else None
    if match:
        return int(match[1] or 1)
    return known.get(base.get(f"{_W}val", ""), 0) if base is not None else 0


@dataclass
class _Walk:
    targets: dict[str, str]
    levels: dict[str, int]
    paragraph: int = 0
    tables: int = 0
    links: list[Link] = field(default_factory=list)

    def blocks(self, parent: Element) -> Iterator[Block | None]:
        for element in parent:
            name = local(element)
            if name == "p":
                yield self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "txbxContent"):
                yield from self.blocks(element)

    def _paragraph(self, element: Element) -> Block:
        text, origin = self._text(element), self._next()
        properties = element.find(f"{_W}pPr")
        level = self._heading(properties)
        links = self._taken()
        if level:
            return Block("heading", text, origin, level=level, links=links)
        number = properties.find(f"{_W}numPr") if properties is not None else None
        if number is not None and _value(number.find(f"{_W}numId")) != "0":
            return Block("item", text, origin, level=_number(number.find(f"{_W}ilvl")), links=links)
        return Block("paragraph", text, origin, links=links)

    def _heading(self, properties: Element | None) -> int:
        if properties is None:
            return 0
        outline = properties.find(f"{_W}outlineLvl")
        if outline is not None and _number(outline) < 9:
            return _number(outline) + 1
        return self.levels.get(_value(properties.find(f"{_W}pStyle")), 0)

    def _table(self, element: Element) -> Iterator[Block | None]:
        self.tables += 1
        table = self.tables
        for line in nearest(element, "tr"):
            cells = ["\n".join(block.text for block in said(self.blocks(cell))) for cell in nearest(line, "tc")]
            yield row(cells, Origin("paragraph", self.paragraph), table, self._taken_of(line))

    def _taken_of(self, line: Element) -> tuple[Link, ...]:
        found = [self._link(link) for link in line.iter(f"{_W}hyperlink")]
        return tuple(link for link in found if link)

    def _text(self, element: Element) -> str:
        return tidy("".join(self._pieces(element)))

    def _pieces(self, element: Element) -> Iterator[str]:
        for child in element:
            name = local(child)
            if name == "t":
                yield child.text or ""
            elif name in ("tab", "ptab"):
                yield "\t"
            elif name in ("br", "cr"):
                yield "\n"
            elif name == "noBreakHyphen":
                yield "-"
            elif name == "p":  # of a text box
                yield "\n" + "".join(self._pieces(child)) + "\n"
            elif name not in _SKIPPED:
                if name == "hyperlink" and (link := self._link(child)):
                    self.links.append(link)
                yield from self._pieces(child)

    def _link(self, element: Element) -> Link | None:
        url = self.targets.get(element.get(f"{_R}id", ""), "")
        label = tidy("".join(self._pieces(element))) if url else ""
        return Link(label, url) if label else None

    def _taken(self) -> tuple[Link, ...]:
        links, self.links = tuple(dict.fromkeys(self.links)), []
        return links

    def _next(self) -> Origin:
        self.paragraph += 1
        return Origin("paragraph", self.paragraph)


def _value(element: Element | None) -> str:
    return element.get(f"{_W}val", "") if element is not None else ""


def _number(element: Element | None) -> int:
    value = _value(element)
    return int(value) if value.isdecimal() else 0
