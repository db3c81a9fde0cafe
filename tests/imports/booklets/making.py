"""The same booklet in each format, made from its Markdown: what a reader finds in one it must find in all."""

import zipfile
from html import escape
from pathlib import Path

from markdown_it import MarkdownIt

from imports.documents.html import soup_of

DATA = Path(__file__).parent / "data"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def html_of(markdown):
    return f"<!doctype html><html><body>{MarkdownIt().render(markdown)}</body></html>"


def elements(markdown):
    """(name, text, address of its link) of each heading, paragraph and item."""
    for tag in soup_of(html_of(markdown)).find_all(["h1", "h2", "h3", "p", "li"]):
        link = tag.find("a")
        yield tag.name, tag.get_text().strip(), link["href"] if link else ""


def make(name, markdown, folder):
    path = folder / f"livret.{name}"
    {"md": _plain, "html": _html, "docx": _docx, "odt": _odt}[name](markdown, path)
    return path


def _plain(markdown, path):
    path.write_text(markdown, "utf-8")


def _html(markdown, path):
    path.write_text(html_of(markdown), "utf-8")


def _docx(markdown, path):
    links, body = [], []
    for name, text, url in elements(markdown):
        style = f'<w:pStyle w:val="Heading{name[1]}"/>' if name[0] == "h" else ""
        number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>' if name == "li" else ""
        run = f"<w:r><w:t>{escape(text)}</w:t></w:r>"
        if url:
            links.append(url)
            run = f'<w:hyperlink r:id="L{len(links)}">{run}</w:hyperlink>'
        body.append(f"<w:p><w:pPr>{style}{number}</w:pPr>{run}</w:p>")
    relations = "".join(f'<Relationship Id="L{n}" Type="link" Target="{url}"/>' for n, url in enumerate(links, 1))
    styles = "".join(f'<w:style w:styleId="Heading{n}"><w:name w:val="heading {n}"/></w:style>' for n in (1, 2, 3))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {W} {R}><w:body>{''.join(body)}</w:body></w:document>")
        archive.writestr("word/styles.xml", f"<w:styles {W}>{styles}</w:styles>")
        archive.writestr(
            "word/_rels/document.xml.rels", f'<Relationships xmlns="{RELATIONS}">{relations}</Relationships>'
        )


def _odt(markdown, path):
    body = []
    for name, text, url in elements(markdown):
        words = f'<text:a xlink:href="{url}">{escape(text)}</text:a>' if url else escape(text)
        if name[0] == "h":
            body.append(f'<text:h text:outline-level="{name[1]}">{words}</text:h>')
        elif name == "li":
            body.append(f"<text:list><text:list-item><text:p>{words}</text:p></text:list-item></text:list>")
        else:
            body.append(f"<text:p>{words}</text:p>")
    spaces = (
        f'xmlns:office="{OFFICE}:office:1.0" xmlns:text="{OFFICE}:text:1.0" xmlns:xlink="http://www.w3.org/1999/xlink"'
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:text>{''.join(body)}"
        "</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
