"""The list of the centers and their map, read from the public page that shows them."""

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _

from centers.models import CenterIndexPage
from editions.booklets.drawings import SPACE
from editions.booklets.inline import Inline, Met, plain
from editions.booklets.visiting import html_of
from portal.visibility import public_pages

# What the stylesheets of the site say of it: a picture on paper reads none.
LOOK = """
.area{fill:#eff6f5;stroke:#c9d8d8;stroke-width:2}
.blur{fill:#0b5563;fill-opacity:.14}
.point{fill:#0b5563}
text{font:600 22px "Atkinson Hyperlegible Next";fill:#465c62;text-anchor:middle}
a text{font:800 24px "Bricolage Grotesque 96pt";fill:#fff}
"""
PHONE = "phone"


def centers_of(site, sheets_of):
    """``None`` where no page lists them. ``sheets_of(pages)`` reads their own pages, for telephones."""
    index = public_pages(site, CenterIndexPage).first()
    html = html_of(index, site) if index else None
    if html is None:
        return None
    main = BeautifulSoup(html, "html.parser").find("main")
    rows = [_row(place) for place in main.select(".place")]
    if not rows:
        return None
    phones = {sheet["title"]: (sheet["code"], _phone(sheet)) for sheet in sheets_of(index.listed_pages())}
    for row in rows:
        code, phone = phones.get(row["name"], ("", ""))
        row["code"] = code
        row["lines"] += [phone] if phone else []
    return {
        "title": index.title,
        "map": _map(main),
        "map_alt": _("Plan des centres sociaux, numérotés comme dans la liste ci-dessous"),
        "rows": rows,
    }


def _row(place):
    inline = Inline("", Met())
    lines = [plain(inline.read(line.children)) for line in place.find_all("p")]
    return {
        "number": place.find("b").get_text().strip(),
        "name": place.find("h3").get_text().strip(),
        "lines": [line for line in lines if line],
    }


def _phone(sheet):
    row = next((row for row in sheet["brief"] if row["icon"] == PHONE), None)
    first = row["c"][0] if row and row["c"] else None
    return plain(first["c"]) if first and first["t"] == "p" and any(n["t"] == "a" for n in first["c"]) else ""


def _map(main):
    drawn = main.select_one(".map svg")
    if drawn is None:
        return ""
    inner = "".join(str(child) for child in drawn.children).replace("currentColor", "#465c62")
    box = drawn.get("viewbox") or drawn.get("viewBox")
    return f'<svg {SPACE} viewBox="{box}"><style>{LOOK}</style>{inner}</svg>'
