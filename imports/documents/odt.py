"""OpenDocument texts (.odt): a walk of ``content.xml``. Each block keeps the number of its paragraph."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from imports.documents.blocks import Block, Document, Link, Origin, row, said, tidy
from imports.documents.xml import local, nearest, parsed
from jobs.apart import Illegible
from jobs.archives import PASSWORD, member, open_archive

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_XLINK = "{http://www.w3.org/1999/xlink}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_SKIPPED = {"annotation", "tracked-changes", "sequence-decls", "forms", "note-citation"}
MOST_SPACES = 100  # that one element may stand for


def read_odt(path: Path) -> Document:
    archive = open_archive(path)
    if b"encryption-data" in (member(archive, "META-INF/manifest.xml") or b""):
        raise Illegible(PASSWORD)
    content = member(archive, "content.xml")
    body = parsed(content).find(f"{_OFFICE}body/{_OFFICE}text") if content else None
    if body is None:
        raise Illegible("Ce fichier n’est pas un texte OpenDocument lisible : enregistrez-le au format .odt.")
    return Document("odt", ("headings", "links", "tables"), tuple(said(_Walk().blocks(body))))


@dataclass
class _Walk:
    paragraph: int = 0
    tables: int = 0
    links: list[Link] = field(default_factory=list)

    def blocks(self, parent: Element, depth: int = -1) -> Iterator[Block | None]:
        """``depth``: how many lists these elements stand in, less one."""
        for element in parent:
            name = local(element)
            if name in ("h", "p"):
                yield self._paragraph(element, depth)
            elif name == "table":
                yield from self._table(element)
            elif name in (
                "list",
                "list-item",
                "list-header",
                "section",
                "text-box",
                "frame",
                "index-body",
                "table-of-content",
            ):
                yield from self.blocks(element, depth + (name == "list"))

    def _paragraph(self, element: Element, depth: int) -> Block:
        self.paragraph += 1
        text, origin = tidy("".join(self._pieces(element))), Origin("paragraph", self.paragraph)
        links, self.links = tuple(dict.fromkeys(self.links)), []
        if local(element) == "h":
            level = element.get(f"{_TEXT}outline-level", "1")
            return Block("heading", text, origin, level=int(level) if level.isdigit() else 1, links=links)
        if depth >= 0:
            return Block("item", text, origin, level=depth, links=links)
        return Block("paragraph", text, origin, links=links)

    def _table(self, element: Element) -> Iterator[Block | None]:
        self.tables += 1
        table = self.tables
        for line in nearest(element, "table-row"):
            blocks = [list(said(self.blocks(cell))) for cell in nearest(line, "table-cell")]
            links = [link for cell in blocks for block in cell for link in block.links]
            cells = ["\n".join(block.text for block in cell) for cell in blocks]
            yield row(cells, Origin("paragraph", self.paragraph), table, links)

    def _pieces(self, element: Element) -> Iterator[str]:
        yield _flat(element.text)
        for child in element:
            name = local(child)
            if name == "s":
                count = child.get(f"{_TEXT}c", "1")
                yield " " * min(int(count) if count.isdigit() else 1, MOST_SPACES)
            elif name == "tab":
                yield "\t"
            elif name == "line-break":
                yield "\n"
            elif name not in _SKIPPED:
                yield from self._inline(child)
            yield _flat(child.tail)

    def _inline(self, child: Element) -> Iterator[str]:
        text = "".join(self._pieces(child))
        url = child.get(f"{_XLINK}href", "") if local(child) == "a" else ""
        if url and tidy(text) and not url.startswith("#"):
            self.links.append(Link(tidy(text), url))
        yield text


def _flat(text: str | None) -> str:
    """An end of line in the file is a space: those of the text are elements."""
    return (text or "").replace("\n", " ")
