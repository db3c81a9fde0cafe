"""A sheet as its public page shows it, read from that page: what nobody may see is not there to be read."""

from copy import deepcopy

from bs4 import BeautifulSoup

from editions.booklets.blocks import Blocks
from editions.booklets.inline import Inline, Met, plain

SHAPES = ("fiche", "ressource", "centre", "encre")
LEFT_TO_THE_SCREEN = (
    ".tools, .qr, .near, .report, .breadcrumbs, .choices, .compare, .contents, .keep, .picture-cover, img.cover, .map, "
    ".without-has, .listen, [data-js]"
)
EASY = "facile-titre"


class Reader:
    """Reads pages of one site. ``picture`` is given each ``<img>`` and the code of its page."""

    def __init__(self, root, picture):
        self.root, self.picture = root, picture

    def read(self, code, html):
        """``None``: the page is no sheet."""
        main = BeautifulSoup(html, "html.parser").find("main")
        if main is None or main.select_one(".sheet-body") is None:
            return None
        for element in main.select(LEFT_TO_THE_SCREEN):
            element.decompose()
        return _Sheet(self, code, main).data()


class _Sheet:
    def __init__(self, reader, code, main):
        self.code, self.main, self.met = code, main, Met()
        self.inline = Inline(reader.root, self.met)
        self.blocks = Blocks(self.inline, lambda image, **said: reader.picture(code, image, **said))

    def data(self):
        head = self.main.select_one(".page-head")
        read = {
            "code": self.code,
            "tint": next((shape for shape in SHAPES if shape in head.get("class", ())), ""),
            **self._head(head),
            "fresh": self._fresh(),
            "notices": [node for note in self._before(".note") for node in self.blocks.read(_wrapped(note))],
            "easy": self._easy(),
            "brief_title": self._text(".brief > h2"),
            "brief": self._brief(),
            "sections": self._sections(),
        }
        return {**read, **vars(self.met)}

    def _head(self, head):
        tile, kind = head.select_one(".num"), head.select_one(".type")
        drawing = tile.select_one("use") if tile is not None else None
        number = tile.extract().get_text().strip() if tile is not None else ""
        return {
            "tile": number,
            "tile_icon": _drawing(drawing),
            "type": plain(self.inline.read(kind.children)) if kind is not None else "",
            "title": self._text("h1"),
            "lead": self._text(".lead"),
        }

    def _text(self, selector):
        element = self.main.select_one(selector)
        return plain(self.inline.read(element.children)) if element is not None else ""

    def _fresh(self):
        line = self.main.select_one(".freshness")
        return {"text": plain(self.inline.read(line.children)), "old": "old" in line["class"]} if line else None

    def _before(self, selector):
        """What stands between the head and the sections."""
        return self.main.select(f".sheet-body > .flow.before > {selector}")

    def _easy(self):
        lines = self.main.select(".easy-french li")
        return [
            {"icon": _drawing(line.find("use")), "c": self.inline.read(paragraph.children)}
            for line in lines
            if (paragraph := line.find("p")) is not None
        ]

    def _brief(self):
        rows = self.main.select(".brief dl > div")
        found = []
        for row in rows:
            label, value = row.find("dt"), row.find("dd")
            if label is None or value is None:
                continue
            arch = value.select_one(".age")
            ages = [each for each in arch.get("class", ()) if each != "age"] if arch is not None else []
            content = self.blocks.read(value)
            found.append({"icon": _drawing(label.find("use")), "label": _words(label), "c": content, "ages": ages})
        return found

    def _sections(self):
        """Under its second-level title each; an easy one stands above already."""
        bodies = self.main.select(".sheet-body > .flow:not(.before)")
        sections = [section for body in bodies for section in body.find_all("section", recursive=False)]
        return [read for section in sections if (read := self._section(section))["c"]]

    def _section(self, section):
        title = section.find("h2")
        words = plain(self.inline.read(title.extract().children)) if title is not None else ""
        anchor = section.get("aria-labelledby", "")
        return {"id": anchor, "title": words, "c": self.blocks.read(section)}


def _wrapped(element):
    """A parent that holds this element alone: what reads children reads it too."""
    holder = BeautifulSoup("<div></div>", "html.parser").div
    holder.append(deepcopy(element))
    return holder


def _words(element):
    return " ".join(element.get_text(" ").split())


def _drawing(use):
    """« …/icons.6d9a.svg#phone » is « phone »."""
    return use.get("href", "").rpartition("#")[2] if use is not None else ""
