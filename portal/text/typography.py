"""French spacing: what editors type with ordinary spaces is shown with no-break ones."""

import re

NBSP = "\N{NO-BREAK SPACE}"

# A run of spaces is looked at once, from its beginning: a page may hold any number of them.
_BEFORE = r"(?<! ) ++(?=[:;?!»%€](?![/\w]))"
_AFTER = r"(?<=«) ++|(?<=\bn°) ++"
# Templates leave line ends where a sentence has none.
_LOOSE = r"(?<!\s)\s++(?=[,.](?:[\s<]|$)|\))"
# Markup, and elements whose text is not prose, are taken whole and left alone.
_RAW = "|".join(rf"<{name}\b.*?</{name}>" for name in ("script", "style", "textarea", "pre", "code"))
# All that stays as it is up to the next change is one match: a page has a thousand tags and a dozen changes.
_KEPT = rf"(?:{_RAW}|<!--.*?-->|<[^>]*>|[^\s<]++|(?!{_LOOSE}|{_BEFORE}|{_AFTER})\s)++"
_HTML = re.compile(f"(?P<kept>{_KEPT})|(?P<loose>{_LOOSE})|{_BEFORE}|{_AFTER}", re.DOTALL | re.IGNORECASE)
_TEXT = re.compile(f"{_BEFORE}|{_AFTER}")


def space_text(text):
    """No-break spaces before : ; ? ! » and after « in a plain text."""
    return _TEXT.sub(NBSP, text)


def space_html(html):
    """The same between the tags of an HTML text, and no space before a comma or a full stop."""
    return _HTML.sub(lambda match: match["kept"] or ("" if match["loose"] else NBSP), html)
