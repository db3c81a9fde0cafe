"""PDF with a text layer: lines put together again, headings by the outline or by their size. Each block keeps its page.

What stands at the same place of many pages (running heads, page numbers) is ``furniture``: it belongs to no text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from ctypes import byref, c_int, create_string_buffer
from dataclasses import dataclass, replace
from functools import reduce
from itertools import islice, pairwise, takewhile
from pathlib import Path
from statistics import median

import pypdfium2
import pypdfium2.raw as pdfium

from imports.documents.blocks import Block, Document, Link, Origin, said, tidy
from jobs.apart import Illegible

MOST_PAGES = 1_000
MOST_SKIPPED = 3  # titles of the outline that may be nowhere in the text
MOST_TITLE_LINES = 6
MOST_DRAWINGS = 5_000  # of a page, looked at for bullets
LARGE = 1.12  # times the usual height of a line
LONGEST_ADDRESS = 4_000  # bytes
MOST_BULLET = 9.0  # points
_BULLET = re.compile(r"^[•▪◦●○■‣➢➤✓✔*–—-]\s*")
_ORDINAL = re.compile(r"\b(\d{1,3}) (er|ère|nd|nde|ème)\b")  # a smaller end, apart from its number
_HYPHEN = "\u2010"
_END = -1


@dataclass(frozen=True)
class _Line:
    page: int
    text: str
    left: float
    bottom: float
    right: float
    top: float
    has_bullet: bool = False  # drawn beside it
    links: tuple[Link, ...] = ()

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def key(self) -> str:
        """Letters alone: titles are cut otherwise than their lines, and pages are numbered."""
        return re.sub(r"[\W\d_]+", "", self.text.casefold())


def read_pdf(path: Path) -> Document:
    try:
        with closing(pypdfium2.PdfDocument(path)) as pdf:
            return _read(pdf)
    except pypdfium2.PdfiumError as error:
        raise Illegible(_why(error)) from error


def _read(pdf: pypdfium2.PdfDocument) -> Document:
    if len(pdf) > MOST_PAGES:
        raise Illegible("Ce PDF a plus de mille pages : importez-en une partie.")
    lines = [line for number in range(len(pdf)) for line in _lines(pdf, number)]
    if not lines:
        raise Illegible(
            "Ce PDF ne contient que des images : il n’a pas de texte à lire. Demandez le fichier d’origine."
        )
    furniture = _furniture(lines, len(pdf))
    titles = [(entry.level + 1, entry.get_title() or "") for entry in pdf.get_toc()]
    blocks = _Reading([line for line in lines if line not in furniture], titles).blocks()
    blocks += [Block("furniture", line.text, Origin("page", line.page)) for line in lines if line in furniture]
    return Document("pdf", ("pages", "headings", "links"), tuple(said(blocks)))


def _why(error: Exception) -> str:
    if "password" in str(error).lower():
        return "Ce PDF est protégé par un mot de passe : enregistrez-le sans, puis recommencez."
    return "Ce PDF est abîmé ou incomplet : enregistrez-le de nouveau, puis recommencez."


def _lines(pdf: pypdfium2.PdfDocument, number: int) -> list[_Line]:
    """Those of a page, from its top: runs at one height are one line, whatever order they were written in."""
    page = pdf[number]
    text = page.get_textpage()
    runs = [run for run in _runs(text, number + 1) if run.text.strip()]
    bullets, links = _drawn_bullets(page), _links(pdf, page, text)
    text.close()
    page.close()
    lines = (_joined(row) for row in _rows(runs))
    return [
        replace(
            line,
            has_bullet=any(_is_beside(bullet, line) for bullet in bullets),
            links=tuple(link for middle, link in links if line.bottom <= middle <= line.top),
        )
        for line in lines
    ]


def _links(
    pdf: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage
) -> list[tuple[float, Link]]:
    """(height of its middle, link) of each address of the page; one that goes on in the next line is there twice."""
    found: list[tuple[float, Link]] = []
    position, link = c_int(0), pdfium.FPDF_LINK()
    while len(found) < MOST_DRAWINGS and pdfium.FPDFLink_Enumerate(page.raw, byref(position), byref(link)):
        box = pdfium.FS_RECTF()
        url = _address(pdf, pdfium.FPDFLink_GetAction(link))
        if url and pdfium.FPDFLink_GetAnnotRect(link, byref(box)):
            label = tidy(text.get_text_bounded(box.left, box.bottom, box.right, box.top).replace("\n", " "))
            found.append(((box.bottom + box.top) / 2, Link(label or url, url)))
    return found


def _address(pdf: pypdfium2.PdfDocument, action) -> str:
    length = pdfium.FPDFAction_GetURIPath(pdf.raw, action, None, 0) if action else 0
    if not 1 < length < LONGEST_ADDRESS:
        return ""
    content = create_string_buffer(length)
    pdfium.FPDFAction_GetURIPath(pdf.raw, action, content, length)
    return content.value.decode("utf-8", errors="replace")


def _drawn_bullets(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    """Small drawings, as browsers make bullets: left, bottom, right, top in points."""
    kinds = [pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE]
    boxes = (drawn.get_bounds() for drawn in islice(page.get_objects(filter=kinds, max_depth=2), MOST_DRAWINGS))
    return [box for box in boxes if 1 < box[2] - box[0] < MOST_BULLET and 1 < box[3] - box[1] < MOST_BULLET]


def _is_beside(bullet: tuple[float, float, float, float], line: _Line) -> bool:
    left, bottom, right, top = bullet
    return line.bottom <= (bottom + top) / 2 <= line.top and right <= line.left + 1 and line.left - right < 30


def _runs(text: pypdfium2.PdfTextPage, page: int) -> Iterable[_Line]:
    """Letters in the order of the page, cut where pdfium ends a line."""
    codes = [pdfium.FPDFText_GetUnicode(text.raw, index) for index in range(text.count_chars())]
    first = 0
    for index, code in enumerate([*codes, _END]):
        if code in (_END, 0x0D):
            if index > first:
                yield _run(text, codes[first:index], first, page)
            first = index + 1


def _run(text: pypdfium2.PdfTextPage, codes: list[int], first: int, page: int) -> _Line:
    seen = [index for index, code in enumerate(codes, start=first) if chr(code).strip()]
    boxes = [text.get_charbox(index, loose=True) for index in ((seen[0], seen[-1]) if seen else (first,))]
    letters = b"".join(
        code.to_bytes(2, "little") if code < 0x10000 else chr(code).encode("utf-16-le") for code in codes
    )
    words = letters.decode("utf-16-le", errors="replace").replace("\x02", _HYPHEN)
    low, high = min(box[1] for box in boxes), max(box[3] for box in boxes)
    return _Line(page, words, boxes[0][0], low, boxes[-1][2], high)


def _rows(pieces: list[_Line]) -> list[list[_Line]]:
    rows: list[list[_Line]] = []
    for piece in sorted(pieces, key=lambda each: (-each.top, each.left)):
        middle = (piece.top + piece.bottom) / 2
        if rows and rows[-1][0].bottom <= middle <= rows[-1][0].top:
            rows[-1].append(piece)
        else:
            rows.append([piece])
    return rows


def _joined(row: list[_Line]) -> _Line:
    ordered = sorted(row, key=lambda each: each.left)
    text = ordered[0].text
    for last, piece in pairwise(ordered):
        is_one_word = piece.left - last.right < 0.2 * last.height  # « 1er », whose end is written higher
        text += piece.text if is_one_word else f" {piece.text}"
    text = _ORDINAL.sub(r"\1\2", tidy(text.replace("\n", " ")))
    text = text[:-1].replace(_HYPHEN, "-") + text[-1:]
    return replace(ordered[0], text=text, bottom=min(each.bottom for each in row), top=max(each.top for each in row))


def _furniture(lines: list[_Line], pages: int) -> set[_Line]:
    """First and last lines of pages that say the same on more than half of them."""
    edges = [line for page in _by_page(lines) for line in {page[0], page[-1]}]
    said_often = Counter((line.key, round(line.bottom / 10)) for line in edges)
    return {line for line in edges if pages > 3 and said_often[line.key, round(line.bottom / 10)] > pages / 2}


def _by_page(lines: list[_Line]) -> Iterable[list[_Line]]:
    pages: dict[int, list[_Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    return pages.values()


class _Reading:
    """Lines to blocks. ``titles``: (level, title) of the outline, in the order of the document."""

    def __init__(self, lines: list[_Line], titles: list[tuple[int, str]]) -> None:
        self.lines = lines
        self.titles = [(level, _Line(0, title, 0, 0, 0, 0).key) for level, title in titles]
        self.body = median(line.height for line in lines)
        self.levels = {} if titles else _levels(lines, self.body)
        self.blocks_made: list[Block] = []
        self.last: _Line | None = None

    def blocks(self) -> list[Block]:
        at = 0
        while at < len(self.lines):
            at += self._heading(at) or self._large(at) or self._plain(at)
        return self.blocks_made

    def _heading(self, at: int) -> int:
        """How many lines the next title of the outline takes here; 0 when none begins here."""
        for ahead, (level, key) in enumerate(self.titles[:MOST_SKIPPED]):
            taken = self._lines_that_say(key, at)
            if taken:
                del self.titles[: ahead + 1]
                first, *rest = self.lines[at : at + taken]
                heading = Block("heading", first.text, Origin("page", first.page), level=level)
                self.blocks_made.append(reduce(_longer, (line.text for line in rest), heading))
                self.last = None
                return taken
        return 0

    def _lines_that_say(self, key: str, at: int) -> int:
        read = ""
        for count, line in enumerate(self.lines[at : at + MOST_TITLE_LINES], start=1):
            read += line.key
            if not key.startswith(read) or not read:
                return 0
            if read == key:
                return count
        return 0

    def _large(self, at: int) -> int:
        """Without an outline, what is written larger is a title, over as many lines as are as large."""
        level = self.levels.get(_size(self.lines[at]))
        if level is None:
            return 0
        lines = self.lines[at : at + MOST_TITLE_LINES]
        goes_on = takewhile(lambda pair: _is_one_title(*pair), pairwise(lines))
        first, rest = lines[0], [line for _last, line in goes_on]
        heading = Block("heading", first.text, Origin("page", first.page), level=level)
        self.blocks_made.append(reduce(_longer, (line.text for line in rest), heading))
        self.last = None
        return 1 + len(rest)

    def _plain(self, at: int) -> int:
        line, last = self.lines[at], self.last
        bullet = _BULLET.match(line.text)
        if bullet or line.has_bullet:
            text = line.text[bullet.end() :] if bullet else line.text
            if text:
                self._add(Block("item", text, Origin("page", line.page)), line)
        elif last is not None and self._goes_on(last, line):
            self.blocks_made[-1] = _with_links(_longer(self.blocks_made[-1], line.text), line.links)
        else:
            self._add(Block("paragraph", line.text, Origin("page", line.page)), line)
        self.last = line
        return 1

    def _add(self, block: Block, line: _Line) -> None:
        self.blocks_made.append(_with_links(block, line.links))

    def _goes_on(self, last: _Line, line: _Line) -> bool:
        """The same paragraph: no more than a line's space between them, or a page that ends within a sentence."""
        if line.page != last.page:
            return not re.search(r"[.!?:;]$", last.text) and line.text[:1].islower()
        return last.bottom - line.top < 0.8 * max(last.height, self.body)


def _is_one_title(last: _Line, line: _Line) -> bool:
    is_close = last.bottom - line.top < 0.4 * last.height
    return _size(line) == _size(last) and line.page == last.page and is_close


def _size(line: _Line) -> float:
    return round(line.height * 2) / 2


def _levels(lines: list[_Line], body: float) -> dict[float, int]:
    """Levels by size, the largest first."""
    sizes = sorted({_size(line) for line in lines if line.height > LARGE * body}, reverse=True)
    return {size: level for level, size in enumerate(sizes[:6], start=1)}


def _with_links(block: Block, links: tuple[Link, ...]) -> Block:
    """A link that goes on from the line before is the same one."""
    known = list(block.links)
    for link in links:
        if known and known[-1].url == link.url:
            known[-1] = Link(known[-1].label + link.label, link.url)
        else:
            known.append(link)
    return replace(block, links=tuple(known))


def _longer(block: Block, text: str) -> Block:
    """A word cut at the end of a line is one again; one that has its own hyphen there keeps it."""
    if block.text.endswith(_HYPHEN):
        return replace(block, text=block.text[:-1] + text)
    if re.search(r"\w[-/]$", block.text):
        return replace(block, text=block.text + text)
    return replace(block, text=f"{block.text} {text}")
