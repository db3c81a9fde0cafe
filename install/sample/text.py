"""From the sample's plain text to rich text and blocks."""

import json
from html import escape


def rich_text(text):
    """Paragraphs parted by an empty line; a run of lines starting with « - » is a list."""
    parts = []
    for block in (text or "").strip().split("\n\n"):
        lines = [line.strip() for line in block.splitlines() if line.strip()]
        if lines and all(line.startswith("- ") for line in lines):
            parts.append("<ul>" + "".join(f"<li>{escape(line[2:], quote=False)}</li>" for line in lines) + "</ul>")
        elif lines:
            parts.append(f"<p>{escape(' '.join(lines), quote=False)}</p>")
    return "".join(parts)


def text_block(text):
    return {"type": "text", "value": rich_text(text)}


def list_block(title, items):
    return {"type": "list", "value": {"title": title, "items": [str(item) for item in items]}}


def facts_block(title, pairs):
    """``pairs`` whose value is empty are left out: what is not known is not written."""
    facts = [{"label": label, "value": str(value)} for label, value in pairs if value not in (None, "", [])]
    return {"type": "facts", "value": {"title": title, "facts": facts}}


def table_block(title, headings, rows):
    table = {
        "columns": [{"type": "text", "heading": heading} for heading in headings],
        "rows": [{"values": ["" if cell is None else str(cell) for cell in row]} for row in rows],
        "caption": "",
    }
    return {"type": "table", "value": {"title": title, "table": table}}


MONTHS = "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split()


def day_in_words(value):
    """« 2021-04 » is « avril 2021 », « 2023-08-31 » is « 31 août 2023 »; years and school years stay as they are."""
    parts = str(value or "").split("-")
    if len(parts) < 2 or len(parts[1]) != 2:
        return str(value or "")
    day = parts[2].lstrip("0") if len(parts) == 3 else ""
    return " ".join(part for part in ("1er" if day == "1" else day, MONTHS[int(parts[1]) - 1], parts[0]) if part)


def joined(values):
    return ", ".join(str(value) for value in values or [])


def lines(values):
    return "\n".join(f"{number}. {value}" for number, value in enumerate(values or [], 1))


def stream(blocks):
    """The raw form of a stream field, as it is stored."""
    return json.dumps(blocks, ensure_ascii=False)
