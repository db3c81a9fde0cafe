"""What stands below one another on a page: paragraphs, lists, steps, notes, cards, tables. From HTML to plain data."""

from bs4 import Tag

from editions.booklets.inline import is_dropped, plain, trimmed

LINES = {"b", "strong", "em", "i", "a", "span", "small", "br", "wbr", "time", "sup", "sub", "button", "code", "abbr"}
TITLES = ("h2", "h3", "h4", "h5", "h6")
NOTES = ("ok", "warn", "bad")
STATES = ("done", "now", "next")
LISTS = {"ticks": "ticks", "docs": "docs", "l": "bare", "news": "news"}
PARAGRAPHS = ("quiet", "boxed", "caption", "role")


class Blocks:
    """``inline`` reads the lines, ``picture`` gives what an ``<img>`` shows, or nothing where it cannot be set."""

    def __init__(self, inline, picture):
        self.inline, self.picture = inline, picture

    def read(self, parent):
        """Of all that ``parent`` holds, lines that stand alone being paragraphs."""
        found, line = [], []
        for child in parent.children:
            if isinstance(child, Tag) and _stands_alone(child) and not is_dropped(child):
                self._paragraph(found, line)
                found += self._block(child)
                line = []
            else:
                line.append(child)
        self._paragraph(found, line)
        return found

    def _paragraph(self, found, line):
        if nodes := self.inline.read(line):
            found.append({"t": "p", "k": "", "c": nodes})

    def _block(self, element):
        reader = getattr(self, f"_{element.name}", None)
        if reader is not None:
            return reader(element)
        if element.name in TITLES:
            return [{"t": "h", "c": nodes}] if (nodes := self.inline.read(element.children)) else []
        if element.has_attr("popover"):
            self.inline.read([element])
            return []
        return self.read(element)

    def _a(self, element):
        nodes = self.inline.read([element])
        return [{"t": "ul", "k": "docs", "c": [[{"t": "p", "k": "", "c": nodes}]]}] if nodes else []

    def _p(self, element):
        kind = next((name for name in PARAGRAPHS if name in element.get("class", ())), "")
        nodes = self.inline.read(element.children)
        return [{"t": "p", "k": kind, "c": nodes}] if nodes else []

    def _ul(self, element):
        kind = next((kind for name, kind in LISTS.items() if name in element.get("class", ())), "ul")
        items = [self._item(item) for item in element.find_all("li", recursive=False)]
        items = [item for item in items if item]
        return [{"t": "ul", "k": kind, "c": items}] if items else []

    def _item(self, item):
        """Of a sheet among others, its title: the rest is in its own pages."""
        title = item.find("h3") if "res" in item.get("class", ()) else None
        if title is None:
            return self.read(item)
        return [{"t": "p", "k": "", "c": nodes}] if (nodes := self.inline.read(title.children)) else []

    def _ol(self, element):
        classes = element.get("class", ())
        if "results" in classes:
            return self._ul(element)
        items = element.find_all("li", recursive=False)
        if "steps" in classes:
            return [{"t": "steps", "c": [self._step(item) for item in items]}]
        if "rollout" in classes:
            return [{"t": "rollout", "c": [self._state(item) for item in items]}]
        items = [read for item in items if (read := self.read(item))]
        return [{"t": "ol", "c": items}] if items else []

    def _step(self, item):
        title = item.find("h3", recursive=False)
        if title is not None:
            title.extract()
        return {"title": self.inline.read(title.children) if title is not None else [], "c": self.read(item)}

    def _state(self, item):
        state = item.find(class_="state")
        words = plain(self.inline.read(state.extract().children)) if state is not None else ""
        kind = next((name for name in STATES if name in item.get("class", ())), "now")
        return {"k": kind, "state": words, "c": self.inline.read(item.children)}

    def _dl(self, element):
        rows = [row for row in element.find_all("div", recursive=False) if row.find("dt")]
        if not rows and element.find("dt") is None:
            return self.read(element)
        rows = [self._fact(row) for row in rows or [element]]
        return [{"t": "facts", "c": [row for row in rows if row["c"]]}]

    def _fact(self, row):
        label, value = row.find("dt"), row.find("dd")
        return {"label": plain(self.inline.read(label.children)), "c": self.read(value) if value else []}

    def _div(self, element):
        classes = element.get("class", ())
        if "note" in classes:
            return [self._note(element, classes)]
        if "grid" in classes:
            return self._grid(element)
        if "site" in classes:
            return [{"t": "site", "c": self.read(element)}]
        return self.read(element)

    def _note(self, element, classes):
        title = element.find(TITLES)
        words = self.inline.read(title.extract().children) if title is not None else []
        kind = next((name for name in NOTES if name in classes), "info")
        return {"t": "note", "k": kind, "title": words, "c": self.read(element)}

    def _grid(self, element):
        children = [child for child in element.children if isinstance(child, Tag)]
        if any("contact" in child.get("class", ()) for child in children):
            cards = [self._card(child) for child in children if "contact" in child.get("class", ())]
            return [{"t": "cards", "c": cards}]
        columns = [self._block(child) for child in children]
        return [{"t": "grid", "c": [column for column in columns if column]}]

    def _article(self, element):
        if "contact" in element.get("class", ()):
            return [{"t": "cards", "c": [self._card(element)]}]
        return self.read(element)

    def _card(self, element):
        """A function, where it is held, how to reach it."""
        title, role, reach = element.find(TITLES), element.find(class_="role"), element.find(class_="reach")
        ways = reach.find_all("a") if reach is not None else []
        card = {
            "t": "card",
            "title": self.inline.read(title.children) if title is not None else [],
            "role": plain(self.inline.read(role.children)) if role is not None else "",
            "reach": [self._way(way) for way in ways],
        }
        for part in (title, role, reach, element.find(class_="answers-for")):
            if part is not None:
                part.extract()
        return {**card, "c": self.read(element)}

    def _way(self, way):
        nodes, address = self.inline.read([way]), way.get("href", "")
        drawing = "phone" if address.startswith("tel:") else "mail" if address.startswith("mailto:") else "pin"
        return {"icon": drawing, "c": nodes}

    def _figure(self, element):
        image, caption = element.find("img"), element.find("figcaption")
        if image is None:
            return self.read(element)
        shown = self.picture(image, is_decorative="decorative" in element.get("class", ()))
        words = self.inline.read(caption.children) if caption is not None else []
        return [{"t": "image", **shown, "caption": words}] if shown else []

    def _img(self, element):
        shown = self.picture(element, is_decorative=False)
        return [{"t": "image", **shown, "caption": []}] if shown else []

    def _table(self, element):
        caption, rows = element.find("caption"), element.find_all("tr")
        cells = [[self.inline.read(cell.children) for cell in row.find_all(["th", "td"])] for row in rows]
        if not cells:
            return []
        width = max(len(row) for row in cells)
        cells = [row + [[]] * (width - len(row)) for row in cells]
        title = trimmed(self.inline.read(caption.children)) if caption is not None else []
        return [{"t": "table", "caption": title, "head": cells[0], "rows": cells[1:]}]


def _stands_alone(element):
    return element.name not in LINES or (element.name == "a" and "doc" in element.get("class", ()))
