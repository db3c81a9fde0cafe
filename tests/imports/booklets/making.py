"""The same booklet in each format, made from its Markdown: what a reader finds in one it must find in all."""

import zipfile
from html import escape
from itertools import groupby
from pathlib import Path

from markdown_it import MarkdownIt

from imports.documents.html import soup_of

DATA = Path(__file__).parent / "data"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def html_of(markdown):
    return f"<!doctype html><html><body>{MarkdownIt().enable('table').render(markdown)}</body></html>"


def elements(markdown):
    """(name, text, its link) of each heading, paragraph and item; ("tr", its cells, no link) of each row."""
    for tag in soup_of(html_of(markdown)).find_all(["h1", "h2", "h3", "p", "li", "tr"]):
        if tag.name == "tr":
            yield "tr", [cell.get_text("\n").strip() for cell in tag.find_all(["td", "th"])], None
            continue
        yield tag.name, tag.get_text().strip(), tag.find("a")


def make(name, markdown, folder):
    path = folder / f"livret.{name}"
    makers = {"md": _plain, "html": _html, "docx": _docx, "odt": _odt, "txt": _txt}
    makers[name](markdown, path)
    return path


def _plain(markdown, path):
    path.write_text(markdown, "utf-8")


def _html(markdown, path):
    path.write_text(html_of(markdown), "utf-8")


def _txt(markdown, path):
    """What is left when all is copied and pasted: no headings, no links, no cells."""
    lines = []
    for name, said, _link in elements(markdown):
        text = " ".join(said) if name == "tr" else said
        lines.append(f"- {text}" if name == "li" else f"\n{text}\n")
    path.write_text("\n".join(lines), "utf-8")


def _tables(markdown, row):
    """Elements, where rows that follow each other are one ("table", their code, no link)."""
    for is_row, found in groupby(elements(markdown), key=lambda each: each[0] == "tr"):
        if is_row:
            yield "table", "".join(row(cells) for _name, cells, _link in found), None
        else:
            yield from found


def _around(text, link, written, linked):
    """A text whose link is but some of its words."""
    if link is None:
        return written(text)
    before, label, after = text.partition(link.get_text())
    return f"{written(before)}{linked(written(label))}{written(after)}"


def _docx_run(text):
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _docx_row(cells):
    told = ("".join(f"<w:p><w:r><w:t>{escape(line)}</w:t></w:r></w:p>" for line in cell.split("\n")) for cell in cells)
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in told)}</w:tr>"


def _docx(markdown, path):
    links, body = [], []
    for name, text, link in _tables(markdown, _docx_row):
        if name == "table":
            body.append(f"<w:tbl>{text}</w:tbl>")
            continue
        style = f'<w:pStyle w:val="Heading{name[1]}"/>' if name[0] == "h" else ""
        number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if name == "li" else ""
        if link:
            links.append(link["href"])
        runs = _around(text, link, _docx_run, lambda run: f'<w:hyperlink r:id="L{len(links)}">{run}</w:hyperlink>')
        body.append(f"<w:p><w:pPr>{style}{number}</w:pPr>{runs}</w:p>")
    relations = "".join(f'<Relationship Id="L{n}" Type="link" Target="{url}"/>' for n, url in enumerate(links, 1))
    styles = "".join(f'<w:style w:styleId="Heading{n}"><w:name w:val="heading {n}"/></w:style>' for n in (1, 2, 3))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {W} {R}><w:body>{''.join(body)}</w:body></w:document>")
        archive.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'
        )


def _odt_row(cells):
    told = ("".join(f"<text:p>{escape(line)}</text:p>" for line in cell.split("\n")) for cell in cells)
    inside = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in told)
    return f"<table:table-row>{inside}</table:table-row>"


def _odt(markdown, path):
    body = []
    for name, text, link in _tables(markdown, _odt_row):
        if name == "table":
            body.append(f"<table:table>{text}</table:table>")
            continue
        words = _around(text, link, escape, lambda said, to=link: f'<text:a xlink:href="{to["href"]}">{said}</text:a>')
        if name[0] == "h":
            body.append(f'<text:h text:outline-level="{name[1]}">{words}</text:h>')
        elif name == "li":
            body.append(f"<text:list><text:list-item><text:p>{words}</text:p></text:list-item></text:list>")
        else:
            body.append(f"<text:p>{words}</text:p>")
    spaces = (
        f'xmlns:office="{OFFICE}:office:1.0" xmlns:text="{OFFICE}:text:1.0" xmlns:table="{OFFICE}:table:1.0" '
        'xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:text>{''.join(body)}"
        "</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
