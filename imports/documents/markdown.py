"""Markdown (.md): CommonMark with tables, made HTML and read as such, so that both agree. Each block keeps its line."""

from __future__ import annotations

from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from imports.documents.blocks import Document, said
from imports.documents.html import LINE, html_blocks
from imports.documents.text import decoded


def read_markdown(path: Path) -> Document:
    parser = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = parser.parse(decoded(path))
    for token in tokens:
        _say_line(token)
    html = parser.renderer.render(tokens, parser.options, {})
    return Document("md", ("headings", "links", "tables"), tuple(said(html_blocks(html))))


def _say_line(token: Token) -> None:
    if not token.map:
        return
    line = token.map[0] + 1
    if token.type == "html_block":
        token.content = f'<div {LINE}="{line}">{token.content}</div>'
    elif token.nesting >= 0:
        token.attrSet(LINE, str(line))
