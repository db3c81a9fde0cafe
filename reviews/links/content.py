"""External addresses in the serialized content of a page, wherever they stand: rows, rich text, blocks, properties."""

import json
import re
from html import escape, unescape

LINK = re.compile(r'(?<=\bhref=")https?://[^"]*(?=")')
ALONE = re.compile(r"https?://\S+")
SEVERAL = ("[{", "[", "{")  # a stream field is JSON in a text


def links_in(content):
    """Each once, in the order of reading."""
    found = {}

    def note(url):
        found[url] = None
        return url

    changed(content, note)
    return list(found)


def replaced(content, before, after):
    return changed(content, lambda url: after if url == before else url)


def changed(value, change):
    """``value`` with ``change(address)`` for each address in it."""
    if isinstance(value, dict):
        return {name: changed(each, change) for name, each in value.items()}
    if isinstance(value, list):
        return [changed(each, change) for each in value]
    return _text(value, change) if isinstance(value, str) else value


def _text(text, change):
    if ALONE.fullmatch(text):
        return change(text)
    if text.startswith(SEVERAL):
        return _stream(text, change)
    return LINK.sub(lambda found: escape(change(unescape(found[0]))), text)


def _stream(text, change):
    try:
        read = json.loads(text)
    except ValueError:
        return LINK.sub(lambda found: escape(change(unescape(found[0]))), text)
    written = changed(read, change)
    return text if written == read else json.dumps(written, ensure_ascii=False)
