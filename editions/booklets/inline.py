"""What runs in a line of a page: text, emphasis, links. From HTML to ``{t: kind, s: text | c: children}``."""

import re
from dataclasses import dataclass, field

from bs4 import NavigableString, Tag
from bs4.element import PreformattedString

SPACES = re.compile(r"[ \t\r\n]+")  # not those that keep words together
DROPPED = ("svg", "form", "nav", "script", "style", "wbr", "template")
EMPHASIS = {"b": "b", "strong": "b", "em": "b", "i": "b", "dt": "b"}  # the fonts of the house have no italics


@dataclass
class Met:
    """What a page leads to, each with its words: ``{code: name}``, ``{term: meaning}``, ``{path: title}``."""

    actors: dict[str, str] = field(default_factory=dict)
    themes: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    paths: dict[str, str] = field(default_factory=dict)  # of other pages of the site, with the words of their links


class Inline:
    """Reads lines of one site. ``root`` makes an address whole, ``met`` notes what is met on the way."""

    def __init__(self, root, met):
        self.root, self.met = root, met

    def read(self, elements):
        nodes = [node for element in elements for node in self._read_one(element)]
        return trimmed(joined(nodes))

    def _read_one(self, element):
        if isinstance(element, PreformattedString):  # a comment, for instance
            return []
        if isinstance(element, NavigableString):
            return [{"t": "s", "s": SPACES.sub(" ", str(element))}]
        if not isinstance(element, Tag) or is_dropped(element):
            return []
        if element.has_attr("popover"):
            self._note_word(element)
            return []
        return self._marked(element)

    def _marked(self, element):
        if element.name == "br":
            return [{"t": "br"}]
        children = joined([node for child in element.children for node in self._read_one(child)])
        if element.name == "a" and element.get("href"):
            return self._link(element, children)
        if element.name in EMPHASIS:
            return [{"t": "b", "c": children}] if children else []
        if element.name == "small" or "unknown" in element.get("class", ()):
            kind = "small" if element.name == "small" else "unknown"
            return [{"t": "s", "s": " "}, {"t": kind, "c": trimmed(children)}] if trimmed(children) else []
        return children

    def _link(self, element, children):
        address, text = element["href"], plain(children).strip()
        if not text:
            return []
        if address.startswith(("mailto:", "tel:", "http://", "https://")):
            return [{"t": "a", "href": address, "c": trimmed(children)}]
        if (code := _after(address, "/acteurs/")) is not None:
            self.met.actors.setdefault(code, text)
            return children
        if (code := _after(address, "/recherche/?theme=")) is not None:
            self.met.themes.setdefault(code, text)
        if address.startswith(("#", "/recherche/", "/signaler/", "/jumelles/")):
            return children
        self.met.paths.setdefault(address.partition("#")[0], text)
        return [{"t": "to", "path": address, "href": self.root + address, "c": trimmed(children)}]

    def _note_word(self, element):
        """« PRE (Programme de réussite éducative. Ce que c’est) »: said once, at the end of the booklet."""
        term = element.find("b")
        if term is None:
            return
        said = [str(each) for each in element.find_all(string=True) if each.parent.name not in ("b", "a")]
        text = SPACES.sub(" ", "".join(said)).strip().lstrip(". ")
        if text:
            self.met.words.setdefault(term.get_text().strip(), text)


def _after(address, prefix):
    return address.removeprefix(prefix).strip("/") if address.startswith(prefix) else None


def is_dropped(element):
    """What a screen needs, or what only its reader is told."""
    classes = element.get("class", ())
    is_button = element.name == "button" and "word" not in classes
    return element.name in DROPPED or is_button or "vh" in classes or "holder" in classes


def joined(nodes):
    """Texts that follow each other are one, with one space where they meet."""
    found = []
    for node in nodes:
        if found and node["t"] == "s" == found[-1]["t"]:
            found[-1] = {"t": "s", "s": SPACES.sub(" ", found[-1]["s"] + node["s"])}
        else:
            found.append(node)
    return [_beside_line_ends(found, place) for place in range(len(found))]


def _beside_line_ends(nodes, place):
    """A text without the space that begins or ends its line."""
    node, after = nodes[place], nodes[place + 1 : place + 2]
    if node["t"] != "s":
        return node
    text = node["s"].lstrip(" ") if place and nodes[place - 1]["t"] == "br" else node["s"]
    return {"t": "s", "s": text.rstrip(" ") if after and after[0]["t"] == "br" else text}


def trimmed(nodes):
    """Without the spaces and the line ends around it."""
    nodes = list(nodes)
    while nodes and _is_blank(nodes[0]):
        nodes.pop(0)
    while nodes and _is_blank(nodes[-1]):
        nodes.pop()
    if nodes and nodes[0]["t"] == "s":
        nodes[0] = {"t": "s", "s": nodes[0]["s"].lstrip(" ")}
    if nodes and nodes[-1]["t"] == "s":
        nodes[-1] = {"t": "s", "s": nodes[-1]["s"].rstrip(" ")}
    return nodes


def _is_blank(node):
    return node["t"] == "br" or (node["t"] == "s" and not node["s"].strip())


def plain(nodes):
    """The words alone. A list within a list is a block's."""
    return "".join(node.get("s", " " if node["t"] == "br" else "") or plain(node.get("c", ())) for node in nodes)
