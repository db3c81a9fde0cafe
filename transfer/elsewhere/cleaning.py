"""HTML of anywhere into blocks of text, tables and images, with a note of what has no place in them.

No word goes without one. Pure: run apart.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import escape
from typing import Any
from urllib.parse import urljoin, urlsplit

from bs4.element import NavigableString, PreformattedString, Tag

from imports.documents.html import soup_of
from jobs.apart import Illegible

MOST_DEEP = 150  # tags in one another
MOST_TOLD = 5000  # letters of a note
MOST_SAID = 250  # of the words of an image, of the title of a table
PAGE = "page:"  # before the key of a page of a Wagtail, where an address is expected
INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i"}
HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
BLOCKS = {
    *HEADINGS,
    *"address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer form".split(),
    *"header hr html legend main nav p pre section summary".split(),
}
FRAMES = {"audio", "canvas", "embed", "iframe", "object", "svg", "video"}
UNSEEN = {"head", "noscript", "script", "style", "template", "title"}
_SPACES = re.compile(r"[ \t\n\r\f\v]+")
_BREAKS = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")
_TAGS = re.compile(r"<[^>]*>")
_EDGES = re.compile(r"^(?:\s|<br/>)+|(?:\s|<br/>)+$")
_UNHEARD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


NO_FORM = "Des blocs trop imbriqués : leurs mots sont repris, pas leur forme."


def whole(text: str) -> str:
    """Without what no database holds."""
    return _UNHEARD.sub("", text.replace("\r\n", "\n"))


def cut(text: str, most: int = MOST_TOLD) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


@dataclass
class Cleaned:
    """``blocks``: ``{"type": "text", "html"}``, ``{"type": "table", …}`` or ``{"type": "image", …}``."""

    blocks: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)


def cleaned(html: str, base: str = "", *, lines_are_paragraphs: bool = False) -> Cleaned:
    """``lines_are_paragraphs``: as the classic editor of WordPress stores them, without ``<p>``."""
    walk = _Walk(base, lines_are_paragraphs, Cleaned())
    try:
        soup = soup_of(whole(html))
    except Illegible:
        walk.found.note("Son code est abîmé : ses mots sont repris, leur forme est à revoir.")
        soup = soup_of(escape(_TAGS.sub(" ", whole(html))))
    walk.inside(soup, 0)
    walk.end()
    return walk.found


@dataclass
class _Walk:
    """``line``: the paragraph under way. ``open``: inline tags around it, closed and opened again where it is cut."""

    base: str
    by_lines: bool
    found: Cleaned
    parts: list[tuple[str, str]] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    open: list[tuple[str, str]] = field(default_factory=list)
    tag: str = "p"

    # Texts.

    def inside(self, tag: Tag, depth: int) -> None:
        if depth > MOST_DEEP:
            self.found.note(NO_FORM)
            self.say(tag.get_text(" "))
            return
        for child in tag.children:
            if isinstance(child, Tag):
                self._tag(child, depth + 1)
            elif isinstance(child, NavigableString) and not isinstance(child, PreformattedString):
                self._text(str(child), keeps_lines=tag.name == "pre")

    def _text(self, text: str, keeps_lines: bool) -> None:
        if not self.by_lines and not keeps_lines:
            self.say(text)
            return
        for number, paragraph in enumerate(_BREAKS.split(text)):
            if number:
                self.flush()
            for place, line in enumerate(paragraph.split("\n")):
                self.line += ["<br/>"] if place else []
                self.say(line)

    def say(self, text: str) -> None:
        self.line.append(escape(_SPACES.sub(" ", text), quote=False))

    def flush(self) -> None:
        closing = "".join(end for _start, end in reversed(self.open))
        inner = _EDGES.sub("", "".join(self.line) + closing)
        self.line = [start for start, _end in self.open]
        words = _TAGS.sub("", inner).strip()
        if words:
            alone = _ADDRESS.fullmatch(inner)
            self.parts.append((self.tag, f'<a href="{inner}">{inner}</a>' if alone else inner))

    def end(self) -> None:
        """What was said so far becomes a block of text."""
        self.flush()
        if self.parts:
            html = "".join(f"<{tag}>{inner}</{tag}>" for tag, inner in self.parts)
            self.found.blocks.append({"type": "text", "html": html})
        self.parts = []

    # Tags.

    def _tag(self, tag: Tag, depth: int) -> None:
        name = tag.name.lower()
        if name in UNSEEN:
            self._unseen(tag, name)
        elif name in FRAMES:
            self._frame(tag, name)
        elif name == "br":
            self.line.append("<br/>")
        elif name == "img":
            self._image(tag)
        elif name in ("ul", "ol", "menu", "dir"):
            self._list(tag, "ol" if name == "ol" else "ul", depth)
        elif name == "table":
            self._table(tag)
        elif name in BLOCKS or name in ("li", "td", "th", "tr", "caption"):
            self._block(tag, name, depth)
        else:
            self._inline(tag, name, depth)

    def _unseen(self, tag: Tag, name: str) -> None:
        if name == "script":
            self.found.note("Un script n’a pas été repris.")
        elif name != "style" and (words := cut(tag.get_text(" "))):
            self.found.note(f"Texte que la page ne montrait pas : {words}")

    def _frame(self, tag: Tag, name: str) -> None:
        if tag.get("embedtype") == "image":  # as Wagtail stores one in a text
            self._image(tag)
            return
        sources = [
            tag.get("src"),
            tag.get("data"),
            tag.get("url"),
            *(each.get("src") for each in tag.find_all("source")),
        ]
        address = next((str(each) for each in sources if each), "")
        self._embedded(address, name, cut(tag.get_text(" ")))

    def _embedded(self, address: str, name: str = "embed", words: str = "") -> None:
        self.flush()
        target = self._address(address) if address else ""
        if target:
            self.parts.append(("p", f'<a href="{escape(target)}">{escape(target, quote=False)}</a>'))
        told = " ".join(filter(None, (target or cut(address), words)))
        self.found.note(f"Contenu intégré ({name}) : {told or 'sans adresse'}")

    def _block(self, tag: Tag, name: str, depth: int) -> None:
        self.flush()
        if name == "figcaption" and self._is_caption(tag):
            return
        before, self.tag = self.tag, HEADINGS.get(name, "p" if name not in ("div", "section") else self.tag)
        if name == "form":
            self.found.note("Un formulaire : ses mots sont repris, il est à refaire.")
        self.inside(tag, depth)
        self.flush()
        self.tag = before

    def _is_caption(self, tag: Tag) -> bool:
        """Of the image or the table just before, in the same figure."""
        last = self.found.blocks[-1] if self.found.blocks and not self.parts else {"type": ""}
        wanted, key = {"image": ("img", "caption"), "table": ("table", "title")}.get(last["type"], ("", ""))
        figure, words = tag.find_parent("figure"), " ".join(tag.get_text(" ").split())
        if not wanted or figure is None or not figure.find(wanted) or tag.find(True) or last[key]:
            return False
        last[key] = words if len(words) <= MOST_SAID else ""
        return bool(last[key])

    def _inline(self, tag: Tag, name: str, depth: int) -> None:
        around = self._around(tag, name)
        if name == "abbr" and tag.get("title"):
            self.found.note(f"« {cut(tag.get_text())} » : {cut(str(tag['title']))}")
        if around and around[0] not in [start for start, _end in self.open]:
            self.open.append(around)
            self.line.append(around[0])
            self.inside(tag, depth)
            self.open.pop()
            self.line.append(around[1])
        else:
            self.inside(tag, depth)

    def _around(self, tag: Tag, name: str) -> tuple[str, str] | None:
        if name in INLINE:
            return f"<{INLINE[name]}>", f"</{INLINE[name]}>"
        if name != "a" or any(start.startswith("<a ") for start, _end in self.open):
            return None
        target, words = self._target(tag), tag.get_text().strip()
        if target and not words:
            self.found.note(f"Lien autour d’une image, ou vide : {target}")
        return (f'<a href="{escape(target)}">', "</a>") if target and words else None

    # Addresses.

    def _target(self, tag: Tag) -> str:
        kind, key = str(tag.get("linktype") or ""), str(tag.get("id") or "")
        if kind == "page":
            return f"{PAGE}{key}"
        if kind:
            self.found.note(f"Lien vers un fichier de l’ancien site, à refaire : « {cut(tag.get_text())} ».")
            return ""
        href = str(tag.get("href") or "").strip()
        return "" if not href or href.startswith("#") else self._address(href)

    def _address(self, href: str) -> str:
        """Whole; empty, and told, where it leads nowhere."""
        try:
            address = urljoin(self.base, href)
            parts = urlsplit(address)
            good = parts.scheme in ("mailto", "tel") or (parts.scheme in ("http", "https") and bool(parts.hostname))
        except ValueError:
            good = False
        if not good:
            self.found.note(f"Adresse qui ne mène nulle part : {cut(href)}")
        return address if good else ""

    def _short(self, text: str) -> str:
        if len(" ".join(text.split())) > MOST_SAID:
            self.found.note(f"Trop long, coupé : {cut(text)}")
        return cut(text, MOST_SAID)

    # Images, lists, tables.

    def _image(self, tag: Tag) -> None:
        source, alt = str(tag.get("src") or tag.get("data-src") or "").strip(), self._short(str(tag.get("alt") or ""))
        if tag.name == "embed":
            source = f"image:{tag.get('id')}"
        elif source.startswith("data:") or not source:
            self.found.note(f"Une image écrite dans le texte n’a pas été reprise. {alt}".rstrip())
            return
        elif not source.startswith("attachment:"):
            source = self._address(source)
        if source:
            self.end()
            self.found.blocks.append({"type": "image", "src": source, "alt": alt, "caption": ""})

    def _list(self, tag: Tag, name: str, depth: int) -> None:
        self.flush()
        items, later = [], []
        for child in tag.children if depth <= MOST_DEEP else [tag.get_text(" ")]:
            if isinstance(child, Tag) or str(child).strip():
                walk = self._apart(child, depth)
                items += _items(walk.parts)
                later += walk.found.blocks
        if items:
            self.parts.append((name, "".join(f"<li>{item}</li>" for item in items)))
        if later:
            self.end()
            self.found.blocks += later

    def _apart(self, child: Any, depth: int) -> _Walk:
        """What one item says, on its own; its tables and images come after the list."""
        walk = _Walk(self.base, False, Cleaned(notes=self.found.notes))
        if isinstance(child, Tag):
            walk.inside(child, depth) if child.name == "li" else walk._tag(child, depth)
        elif not isinstance(child, PreformattedString):
            walk.say(str(child))
        walk.flush()
        texts = [block for block in walk.found.blocks if block["type"] == "text"]
        walk.found.blocks = [block for block in walk.found.blocks if block["type"] != "text"]
        walk.parts = [*(("html", block["html"]) for block in texts), *walk.parts]
        return walk

    def _table(self, table: Tag) -> None:
        self.end()
        own = [tag for tag in table.find_all(["tr", "caption"]) if tag.find_parent("table") is table]
        caption = next((tag for tag in own if tag.name == "caption"), None)
        lines = [tag.find_all(["td", "th"], recursive=False) for tag in own if tag.name == "tr"]
        rows = [[self._cell(cell) for cell in line] for line in lines]
        title = self._short(caption.get_text(" ")) if caption else ""
        self._loose(table, [caption, *(cell for line in lines for cell in line)])
        if not any(any(row) for row in rows):
            if title:
                self.found.note(f"Titre d’un tableau vide : {title}")
            return
        if table.find(colspan=True) or table.find(rowspan=True):
            self.found.note("Un tableau a des cellules fusionnées : à vérifier.")
        width = max(map(len, rows))
        rows = [[*row, *[""] * (width - len(row))] for row in rows]
        is_headed = all(cell.name == "th" for cell in lines[0])
        head = rows.pop(0) if is_headed else [""] * width
        if not is_headed:
            self.found.note("Un tableau n’a pas de titres de colonnes : à donner.")
        self.found.blocks.append({"type": "table", "title": title, "head": head, "rows": rows})

    def _cell(self, cell: Tag) -> str:
        """Lines of text, each link with its address."""
        walk = _Walk(self.base, False, Cleaned(notes=self.found.notes))
        walk.inside(cell, 0)
        walk.end()
        pieces = []
        for block in walk.found.blocks:
            if block["type"] == "text":
                pieces.append(plain_text(block["html"]))
            else:
                self.found.note(f"Dans un tableau : {cut(_told(block))}")
        return "\n".join(pieces)

    def _loose(self, table: Tag, read: list[Tag | None]) -> None:
        """Words that stand in a table and in none of the places that were read."""
        known = {id(tag) for tag in read}
        for text in table.find_all(string=True):
            around = list(text.parents)
            is_said = any(id(tag) in known for tag in around) or any(tag.name in UNSEEN for tag in around)
            if not is_said and not isinstance(text, PreformattedString) and text.strip():
                self.found.note(f"Dans un tableau, hors de ses cellules : {cut(str(text))}")


def _items(parts: list[tuple[str, str]]) -> list[str]:
    """A list in an item stays in it; what comes after it begins another."""
    items: list[str] = []
    open_item = False
    for tag, inner in parts:
        if tag in ("ul", "ol"):
            nested = f"<{tag}>{inner}</{tag}>"
            items = [*items[:-1], items[-1] + nested] if items else [nested]
            open_item = False
            continue
        text = plain_text(inner, "<br/>") if tag == "html" else f"<b>{inner}</b>" if tag in ("h2", "h3") else inner
        items = [*items[:-1], f"{items[-1]}<br/>{text}"] if open_item else [*items, text]
        open_item = True
    return items


def plain_text(html: str, end: str = "\n") -> str:
    """Of HTML made here."""
    soup = soup_of(html)
    for link in soup.find_all("a"):
        address = str(link.get("href") or "")
        if address and not address.startswith(PAGE) and link.get_text() != address:
            link.append(f" ({address})")
    for tag in soup.find_all(["p", "h2", "h3", "li", "br"]):
        tag.append("\n") if tag.name != "br" else tag.replace_with("\n")
    lines = [line.strip() for line in soup.get_text().split("\n")]
    text = [line for line in lines if line]
    return end.join(escape(line, quote=False) for line in text) if end != "\n" else end.join(text)


def _told(block: dict[str, Any]) -> str:
    if block["type"] == "image":
        return " ".join(filter(None, ("image", block["src"], block["alt"], block["caption"])))
    cells = [cell for row in [block["head"], *block["rows"]] for cell in row if cell]
    return " ".join(filter(None, ("un autre tableau :", block["title"], *cells)))
