"""Web pages (.html), and the HTML that stands in Markdown. Each block keeps its line."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from bs4 import BeautifulSoup, MarkupResemblesLocatorWarning
from bs4.element import NavigableString, PreformattedString, Tag
from bs4.exceptions import ParserRejectedMarkup

from imports.documents.blocks import Block, Document, Link, Origin, row, said, tidy
from imports.documents.text import decoded
from jobs.apart import Illegible

_UNSEEN = {"script", "style", "template", "noscript", "head", "svg", "object", "iframe"}
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = {
    *_HEADINGS,
    *"address article aside blockquote body caption dd details dialog div dl dt fieldset figcaption figure".split(),
    *"footer form header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead".split(),
    *"tr ul".split(),
}
_ENDS = re.compile(r"[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")  # of lines, which are spaces between words
LINE = "data-line"
MOST_DEEP = 200  # tags in one another


def read_html(path: Path) -> Document:
    return Document("html", ("headings", "links", "tables"), tuple(said(html_blocks(decoded(path)))))


def soup_of(text: str) -> BeautifulSoup:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        try:
            return BeautifulSoup(text, "html.parser")
        except (RecursionError, AssertionError, ParserRejectedMarkup) as error:
            raise Illegible("Cette page est abîmée : enregistrez-la de nouveau, puis recommencez.") from error


def html_blocks(text: str) -> Iterator[Block | None]:
    return _Walk().blocks(soup_of(text))


@dataclass
class _Walk:
    tables: int = 0
    pieces: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    line: int = 1

    def blocks(self, root: Tag) -> Iterator[Block | None]:
        yield from self._inside(root, "paragraph", 0, 0)
        yield self._flushed("paragraph", 0)

    def _inside(self, tag: Tag, kind, level: int, depth: int) -> Iterator[Block | None]:
        if depth > MOST_DEEP:
            raise Illegible("Cette page est trop compliquée pour être lue.")
        for child in tag.children:
            if isinstance(child, Tag):
                yield from self._tag(child, kind, level, depth)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self.pieces.append(str(child) if tag.name == "pre" else _ENDS.sub(" ", str(child)))

    def _tag(self, child: Tag, kind, level: int, depth: int) -> Iterator[Block | None]:
        name = child.name
        if name in _UNSEEN:
            return
        if name == "br":
            self.pieces.append("\n")
        elif name in _BLOCKS:
            yield self._flushed(kind, level)
            self.line = self._line_of(child)
            yield from self._block(child, kind, level, depth)
        else:
            yield from self._inside(child, kind, level, depth + 1)
            self._note_link(child)

    def _block(self, child: Tag, kind, level: int, depth: int) -> Iterator[Block | None]:
        name = child.name
        if name == "table":
            yield from self._table(child)
            return
        if name in _HEADINGS:
            kind, level = "heading", _HEADINGS[name]
        elif name == "li":
            kind, level = "item", max(0, len(child.find_parents(["ul", "ol"])) - 1)
        yield from self._inside(child, kind, level, depth + 1)
        yield self._flushed(kind, level)

    def _table(self, table: Tag) -> Iterator[Block | None]:
        self.tables += 1
        number = self.tables
        for line in table.find_all("tr"):
            if line.find_parent("table") is table:
                cells = [text_of(cell) for cell in line.find_all(["td", "th"], recursive=False)]
                yield row(cells, Origin("line", self._line_of(line)), number, links_in(line))

    def _note_link(self, tag: Tag) -> None:
        if tag.name == "a" and (link := link_of(tag)):
            self.links.append(link)

    def _flushed(self, kind, level: int) -> Block | None:
        text, links = tidy("".join(self.pieces)), tuple(dict.fromkeys(self.links))
        self.pieces, self.links = [], []
        return Block(kind, text, Origin("line", self.line), level=level, links=links) if text else None

    def _line_of(self, tag: Tag) -> int:
        """That of the file: of what was made from Markdown, the tag says it, or one around it did."""
        said_line = str(tag.get(LINE, ""))
        if said_line.isascii() and said_line.isdigit():
            return int(said_line[:9]) or 1
        return self.line if tag.find_parent(attrs={LINE: True}) else tag.sourceline or self.line


def text_of(tag: Tag) -> str:
    """A cell: what stands in blocks of its own stands on lines of its own."""
    return "\n".join(block.text for block in said(_Walk().blocks(tag)))


def links_in(tag: Tag) -> tuple[Link, ...]:
    found = (link_of(link) for link in tag.find_all("a"))
    return tuple(dict.fromkeys(link for link in found if link))


def link_of(tag: Tag) -> Link | None:
    url, label = str(tag.get("href") or "").strip(), tidy(tag.get_text())
    return Link(label, url) if url and label and not url.startswith("#") else None
