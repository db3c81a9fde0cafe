"""What a screen or an e-mail says that is no French: English words, and « (e) » where a word has two genders."""

import html
import json
import re
from functools import cache

ENGLISH = re.compile(
    r"\b(the|and|of|to|is|are|you|your|this|these|that|with|from|have|has|been|not|no|by|add|edit|delete|remove|search|choose|"
    r"select|save|cancel|close|open|view|user|users|username|password|email|address|name|any|all|none|role|root|"
    r"ago|can|moderators?|editors|approval|link|body|subject|phone|number|true|false|settings|history|new|draft|"
    r"live|app|unknown|found|hello|please|sorry|must|should|will|required|failed|yes|hour|hours|day|days|week|weeks|month|"
    r"seconds|year|years|workflow|workflows|snippet|snippets|dashboard|status|upload|unlocked|locked|created|"
    r"updated|published|rejected|approved|submitted|english|french|e\.g)\b",
    re.IGNORECASE,
)
# A word of two genders is said otherwise; « page(s) » counts, and is left alone.
GENDERS = re.compile(
    r"\w\((?!s\)|x\))[a-zéè]{1,6}\)|\(e\)s?\b|\b(un\(e\)|le/la|la/le|du/de la|ce/cette|il/elle)", re.IGNORECASE
)
# A text that says which other language it is in is no slip.
FOREIGN = re.compile(r'<textarea\b[^>]*\blang="(en|ar|tr)".*?</textarea>', re.DOTALL)
UNSEEN = re.compile(r"<(script|style)\b.*?</\1>|<!--.*?-->|<div data-side-panel-toggle-counter.*?</div>", re.DOTALL)
SEEN = re.compile(r'>([^<>]+)<|\b(?:title|aria-label|placeholder|alt|aria-description)="([^"]*)"')
BUTTON = re.compile(r'<input\b[^>]*type="submit"[^>]*value="([^"]+)"')
CODE = re.compile(r"^\S*[\d_./@-]\S*$|^[\w ]+=|^Ctrl |[{}]|https?://")  # slugs, addresses, keys
STRINGS = re.compile(r'id="wagtail-config"[^>]*>(.*?)</script>', re.DOTALL)


def wrong_words(text):
    """The fragments of an HTML text that are not French, each once."""
    found = {" ".join(html.unescape(each).split()) for each in fragments(text)}
    return sorted(each for each in found if is_wrong(each))


def fragments(text):
    config = STRINGS.search(text)
    if config:
        yield from strings(json.loads(config[1]).get("STRINGS", {}))
    seen = UNSEEN.sub("", FOREIGN.sub("", text))
    for between, attribute in SEEN.findall(f">{seen}<"):
        yield between or attribute
    yield from BUTTON.findall(seen)


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)


@cache
def is_wrong(fragment):
    return not CODE.search(fragment) and bool(ENGLISH.search(fragment) or GENDERS.search(fragment))


def said_by(answer):
    """The HTML of an answer, that of a chooser's step too; what scripts alone read is no screen."""
    kind = answer.headers.get("Content-Type", "")
    if answer.streaming:
        b"".join(answer.streaming_content)  # its file is closed at its end only
        return ""
    if not kind.startswith(("text/html", "application/json")):
        return ""
    text = answer.content.decode()
    if "<" not in text:
        return ""  # a word to a script
    return text if kind.startswith("text/html") else json.loads(text).get("html", "") if text.startswith("{") else ""
