"""French spacing: what editors type with ordinary spaces is shown with no-break ones."""

import re

NBSP = "\N{NO-BREAK SPACE}"

# Markup, and elements whose text is not prose, are taken whole and left alone.
_KEPT = r"<(?P<raw>script|style|textarea|pre|code)\b.*?</(?P=raw)>|<!--.*?-->|<[^>]*>"
# A run of spaces is looked at once, from its beginning: a page may hold any number of them.
_BEFORE = r"(?<! ) ++(?=[:;?!»%€](?![/\w]))"
_AFTER = r"(?<=«) ++|(?<=\bn°) ++"
# Templates leave line ends where a sentence has none.
_LOOSE = r"(?P<loose>(?<!\s)\s++(?=[,.](?:[\s<]|$)|\)))"
_HTML = re.compile(f"(?P<kept>{_KEPT})|{_LOOSE}|{_BEFORE}|{_AFTER}", re.DOTALL | re.IGNORECASE)
_TEXT = re.compile(f"{_BEFORE}|{_AFTER}")


def space_text(text):
    """No-break spaces before : ; ? ! » and after « in a plain text."""
    return _TEXT.sub(NBSP, text)


def space_html(html):
    """The same between the tags of an HTML text, and no space before a comma or a full stop."""
    return _HTML.sub(lambda match: match["kept"] or ("" if match["loose"] else NBSP), html)
