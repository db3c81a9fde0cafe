"""From the plain lines of a booklet to rich text, and back to lines that compare."""

from __future__ import annotations

import re
from html import escape, unescape
from itertools import groupby

from django.utils.html import strip_tags

_ENDS = re.compile(r"</(?:p|li|h\d)>|<br\s*/?>", re.IGNORECASE)
_SENTENCE_ENDS = (".", "!", "?", "…", ":", ";", "»")


def rich_text(text: str) -> str:
    """Lines that start with « - » are a list; a line that a page's width cut goes on with the next one."""
    parts = []
    for is_item, lines in groupby(_joined(text), key=lambda line: line.startswith("- ")):
        if is_item:
            parts.append("<ul>" + "".join(f"<li>{_safe(line[2:])}</li>" for line in lines) + "</ul>")
        else:
            parts += [f"<p>{_safe(line)}</p>" for line in lines]
    return "".join(parts)


def _joined(text: str) -> list[str]:
    lines: list[str] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        goes_on = lines and line[:1].islower() and not lines[-1].endswith(_SENTENCE_ENDS)
        if goes_on:
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return lines


def _safe(line: str) -> str:
    return escape(line, quote=False)


def lines_of(html: str) -> list[str]:
    lines = unescape(strip_tags(_ENDS.sub("\n", html))).split("\n")
    return [" ".join(line.split()) for line in lines if line.strip()]
