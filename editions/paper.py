"""Other forms of a booklet: two pages a side, to be folded; a document to paste from.

What writes them is read when it is needed: eight megabytes that those who serve visitors never use.
"""

import io

A4 = (210, 297)  # millimetres


def pages_of(pdf):
    from pypdf import PdfReader

    return len(PdfReader(io.BytesIO(pdf)).pages)


def folded(pdf):
    """A5 pages, two a side, in the order in which the folded sheets show them."""
    from pypdf import PageObject, PdfReader, PdfWriter, Transformation

    source = PdfReader(io.BytesIO(pdf))
    count = len(source.pages)
    total = -(-count // 4) * 4
    width, height = (float(each) for each in (source.pages[0].mediabox.width, source.pages[0].mediabox.height))
    writer = PdfWriter()
    for sheet in range(total // 4):
        for left, right in ((total - 1 - 2 * sheet, 2 * sheet), (2 * sheet + 1, total - 2 - 2 * sheet)):
            side = PageObject.create_blank_page(width=2 * width, height=height)
            for place, shift in ((left, 0), (right, width)):
                if place < count:
                    side.merge_transformed_page(source.pages[place], Transformation().translate(shift, 0))
            writer.add_page(side)
    for page in writer.pages:
        page.compress_content_streams()
    writer.compress_identical_objects()
    writer.add_metadata({"/Title": str((source.metadata or {}).get("/Title", ""))})
    return _bytes(writer.write)


def document_of(data, folder):
    """A .docx of what the sheets say, with its titles as titles: for those who must paste."""
    from docx import Document
    from docx.shared import Mm

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = map(Mm, A4)
    document.core_properties.title, document.core_properties.author = data["title"], data["author"]
    document.core_properties.language = data["lang"]
    document.add_heading(data["title"], 0)
    document.add_paragraph(data["edition"])
    writer = _Writer(document, folder)
    writer.blocks(data["foreword"])
    for part in data["parts"]:
        if len(data["parts"]) > 1:
            document.add_heading(part["title"], 1)
        for sheet in part["sheets"]:
            writer.sheet(sheet)
    return _bytes(document.save)


def _bytes(save):
    file = io.BytesIO()
    save(file)
    return file.getvalue()


class _Writer:
    """Plain data as paragraphs of a document."""

    def __init__(self, document, folder):
        self.document, self.folder = document, folder

    def sheet(self, sheet):
        self.document.add_heading(sheet["title"], 2)
        for text in (sheet["type"], sheet["lead"], sheet["changed"]):
            if text:
                self.document.add_paragraph(text)
        self.blocks(sheet["notices"])
        for row in sheet["brief"]:
            self._labelled(row["label"], row["c"])
        for row in sheet["easy"]:
            self._line(row["c"], "List Bullet")
        for section in sheet["sections"]:
            self.document.add_heading(section["title"], 3)
            self.blocks(section["c"])
        self.document.add_paragraph(sheet["url"])

    def blocks(self, nodes, style=None):
        for node in nodes:
            getattr(self, f"_{node['t']}", self._others)(node, style)

    def _line(self, nodes, style=None):
        paragraph = self.document.add_paragraph(style=style)
        self._runs(paragraph, nodes)

    def _runs(self, paragraph, nodes, bold=False):
        for node in nodes:
            if node["t"] == "s":
                paragraph.add_run(node["s"]).bold = bold or None
            elif node["t"] == "br":
                paragraph.add_run().add_break()
            else:
                self._runs(paragraph, node["c"], bold or node["t"] == "b")

    def _p(self, node, style):
        self._line(node["c"], style)

    def _h(self, node, style):
        self.document.add_heading("", 4)
        self._runs(self.document.paragraphs[-1], node["c"])

    def _ul(self, node, style):
        for item in node["c"]:
            self.blocks(item, "List Bullet")

    def _ol(self, node, style):
        for item in node["c"]:
            self.blocks(item, "List Number")

    def _steps(self, node, style):
        for number, step in enumerate(node["c"], 1):
            self._line([{"t": "b", "c": [{"t": "s", "s": f"{number}. "}, *step["title"]]}])
            self.blocks(step["c"])

    def _rollout(self, node, style):
        for row in node["c"]:
            self._line([{"t": "s", "s": f"{row['state']} : "}, *row["c"]], "List Bullet")

    def _note(self, node, style):
        self._line([{"t": "b", "c": node["title"]}])
        self.blocks(node["c"])

    def _cards(self, node, style):
        for card in node["c"]:
            self._line([{"t": "b", "c": card["title"]}])
            for text in [[{"t": "s", "s": card["role"]}], *(way["c"] for way in card["reach"])]:
                self._line(text)
            self.blocks(card["c"])

    def _facts(self, node, style):
        for row in node["c"]:
            self._labelled(row["label"], row["c"])

    def _labelled(self, label, content):
        if content and content[0]["t"] == "p":
            self._line([{"t": "b", "c": [{"t": "s", "s": f"{label} : "}]}, *content[0]["c"]])
            self.blocks(content[1:])
        else:
            self._line([{"t": "b", "c": [{"t": "s", "s": label}]}])
            self.blocks(content)

    def _table(self, node, style):
        rows = [node["head"], *node["rows"]]
        table = self.document.add_table(rows=len(rows), cols=len(node["head"]))
        table.style = "Table Grid"
        for row, cells in zip(table.rows, rows, strict=True):
            for cell, nodes in zip(row.cells, cells, strict=True):
                self._runs(cell.paragraphs[0], nodes)

    def _image(self, node, style):
        self._line([{"t": "s", "s": node["alt"]}])

    def _others(self, node, style):
        """Columns, places: one below another."""
        for item in node["c"]:
            self.blocks(item if isinstance(item, list) else [item])
