"""All that a booklet, or the file of one sheet, is set from: plain data, and nothing that is not public."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from editions.booklets.center_list import centers_of
from editions.booklets.comparing import compare
from editions.booklets.contents import count_of
from editions.booklets.drawings import drawings, qr_of
from editions.booklets.imprint import imprint_of
from editions.booklets.letters import set_all
from editions.booklets.pictures import Pictures
from editions.booklets.problems import Problem
from editions.booklets.reading import Reader
from editions.booklets.visiting import html_of
from portal.text.letters import sort_key
from portal.visibility import public_pages

FRENCH = "fr"
MODEL = Path(__file__).resolve().parents[1] / "layout" / "booklet.typ"
MOST_DOORS = 4  # arches that a cover has room for
NOT_SET = ("actors", "themes", "words", "paths")  # of a sheet: they make the lists at the end


@dataclass
class Gathered:
    """``data`` is what is set; ``sheets`` and ``pages`` what it was made from, by their codes.

    ``named``: ``{path: title}`` of the pages that it leads to.
    """

    data: dict = field(default_factory=dict)
    named: dict = field(default_factory=dict)
    sheets: list = field(default_factory=list)
    pages: dict = field(default_factory=dict)
    problems: list = field(default_factory=list)


class Gathering:
    """Reads pages of one site into ``folder``. ``go_on`` is called after each."""

    def __init__(self, site, folder, go_on=lambda: None):
        self.site, self.go_on = site, go_on
        self.pictures = Pictures(folder)
        self.reader = Reader(site.root_url, self.pictures)
        self.problems, self.centers, self.gone, self._known = [], [], [], {}

    def sheet_of(self, page):
        """``None``: it is no longer public, or no sheet. Each page is read once."""
        if page.pk not in self._known:
            self._known[page.pk] = self._read_sheet(page)
        return self._known[page.pk]

    def _read_sheet(self, page):
        html = html_of(page, self.site)
        sheet = self.reader.read(page.code, html) if html else None
        self.go_on()
        if sheet is None:
            return None
        drawing = {} if sheet["tile"] or sheet["tile_icon"] else {"tile_icon": page.page_icon}
        return {**self._settable(sheet), **drawing, **self._address(page), "changed": None}

    def _settable(self, sheet):
        missed = set()
        sheet = set_all(sheet, missed)
        if missed:
            said = _("des signes ne sont dans aucune police, et manquent dans le livret : %(signs)s")
            self.problems.append(Problem(sheet["code"], said % {"signs": " ".join(sorted(missed))}))
        return sheet

    def _address(self, page):
        url = self.site.root_url + page.short_path
        alt = _("Code QR vers %(address)s") % {"address": bare(url)}
        return {"url": url, "short": bare(url), "qr": qr_of(url), "qr_alt": alt}

    def booklet(self, edition, parts, day, before=None, address=""):
        """Of an edition; ``before`` is the issue that it is compared with. ``address``: where the same is on line."""
        with override(FRENCH):
            found = Gathered()
            shown = [self._part(part, found) for part in parts]
            shown = [part for part in shown if part["sheets"]]
            changes = self._changes(before, found) if before else None
            url = self.site.root_url + (address or f"/editions/{edition.slug}/")
            found.data = {
                **self._common(edition, url, day),
                "foreword": _paragraphs(edition.foreword),
                "parts": [{**part, "sheets": [_without_lists(sheet) for sheet in part["sheets"]]} for part in shown],
                "doors": [_door(part, len(shown)) for part in shown[:MOST_DOORS]],
                "changes": changes,
                "centers": centers_of(self.site, self._read_centers) if edition.with_centers else None,
                "indexes": _indexes(edition, found.sheets),
                "glossary": _glossary(found.sheets) if edition.with_words else [],
                "printed": [sheet["code"] for sheet in found.sheets],
                "places": {urlsplit(page.get_url()).path: code for code, page in found.pages.items()},
            }
            return self._told(found)

    def single(self, page):
        """The file of one sheet, or ``None``."""
        with override(FRENCH):
            sheet = self.sheet_of(page)
            if sheet is None:
                return None
            found = Gathered(sheets=[sheet], pages={sheet["code"]: page})
            moment = page.last_published_at or page.latest_revision_created_at or datetime.now(UTC)
            version = _("Version du %(day)s") % {"day": date_format(moment, "j F Y")}
            part = {"title": "", "icon": "", "tint": "", "count": "", "sheets": [_without_lists(sheet)]}
            found.data = {
                **_empty(),
                **self._imprint(),
                **_dated(moment.date()),
                "title": sheet["title"],
                "edition": ", ".join(each for each in (self._imprint()["name"], version) if each),
                "single": True,
                "parts": [part],
            }
            return self._told(found)

    def _part(self, part, found):
        sheets = self._read(part.pages)
        known = {page.code: page for page in part.pages}
        found.sheets += sheets
        found.pages |= {sheet["code"]: known[sheet["code"]] for sheet in sheets}
        part.pages = [known[sheet["code"]] for sheet in sheets]
        return {
            "title": part.title,
            "icon": part.icon,
            "tint": part.tint,
            "count": count_of(part),
            "sheets": sheets,
        }

    def _read(self, pages):
        return [sheet for page in pages if (sheet := self.sheet_of(page))]

    def _read_centers(self, pages):
        self.centers = pages
        return self._read(pages)

    def _imprint(self):
        if not hasattr(self, "_known_imprint"):
            said = imprint_of(self.site, self.pictures)
            self._known_imprint = {**said, "author": said["city"] or said["name"]}
        return self._known_imprint

    def _common(self, edition, url, day):
        name = _("Édition de %(month)s") % {"month": date_format(day, "F Y")}
        return {
            **_empty(),
            **self._imprint(),
            **_dated(day),
            "paper": edition.paper,
            "title": edition.title,
            "edition": name,
            "url": url,
            "short": bare(url),
            "qr": qr_of(url),
            "qr_alt": _("Code QR vers %(address)s") % {"address": bare(url)},
        }

    def _changes(self, before, found):
        """Its page, and a mark on each sheet that changed."""
        notes = {code: page.change_note for code, page in found.pages.items()}
        added, changed, withdrawn = compare(list(before.sheets.filter(is_set=True)), found.sheets, notes)
        titles = {sheet["code"]: sheet["title"] for sheet in found.sheets}
        for sheet in found.sheets:
            sheet["changed"] = _mark(sheet["code"], added, changed, before)
        groups = [
            (_("Nouvelles"), "ok", [_row(code, titles[code]) for code in added]),
            (_("Modifiées"), "update", [_row(code, titles[code], what) for code, what in changed.items()]),
            (_("Retirées"), "close", self._withdrawn(withdrawn)),
        ]
        groups = [{"title": title, "icon": icon, "rows": rows} for title, icon, rows in groups if rows]
        title = _("Ce qui a changé depuis l’édition de %(month)s") % {"month": date_format(before.day, "F Y")}
        return {"title": title, "groups": groups} if groups else None

    def _withdrawn(self, rows):
        """By their titles those that are read elsewhere on the site; of those that nobody reads, their number."""
        public = public_pages(self.site).filter(pk__in=[row.page_id for row in rows if row.page_id])
        self.gone = list(public.order_by("path"))
        others = len(rows) - len(self.gone)
        said = ngettext("%(n)d fiche qui n’est plus en ligne", "%(n)d fiches qui ne sont plus en ligne", others)
        counted = [_row("", said % {"n": others})] if others else []
        return [*(_row("", page.title) for page in self.gone), *counted]

    def _told(self, found):
        """What is not of a sheet is made settable too."""
        missed = set()
        found.data = set_all(found.data, missed)
        found.problems = [*self.problems, *self.pictures.problems]
        if missed:
            said = _("hors des fiches (titre, avant-propos, index), des signes ne sont dans aucune police : %(signs)s")
            found.problems.append(Problem("", said % {"signs": " ".join(sorted(missed))}))
        found.named = {path: title for sheet in found.sheets for path, title in sheet["paths"].items()}
        found.named |= {page.get_url(): page.title for page in [*self.centers, *self.gone]}
        return found


@cache
def model_mark():
    """Another release may set the same data otherwise: what was made before is made again."""
    return hashlib.sha256(MODEL.read_bytes()).hexdigest()[:16]


def bare(url):
    return url.partition("://")[2].rstrip("/")


def write(data, folder):
    """For the process that sets it."""
    (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")


def _row(code, title, what=""):
    return {"code": code, "title": title, "what": what}


def _mark(code, added, changed, before):
    month = date_format(before.day, "F Y")
    if code in added:
        return _("Nouvelle depuis l’édition de %(month)s") % {"month": month}
    if code in changed:
        said = _("Modifiée depuis l’édition de %(month)s : %(what)s")
        return said % {"month": month, "what": changed[code]}
    return None


def _dated(day):
    moment = datetime.combine(day, time(12), UTC)
    return {"timestamp": int(moment.timestamp())}


def _empty():
    """Every name that the model asks for."""
    labels = {
        "easy": _("En français facile"),
        "page": _("p."),
        "newest": _("Toujours à jour en ligne :"),
        "contents": _("Sommaire"),
        "foreword": _("Avant-propos"),
        "glossary": _("Les mots expliqués"),
    }
    lists = {name: [] for name in ("foreword", "doors", "indexes", "glossary", "printed", "keywords")}
    said = {"paper": "a4", "lang": FRENCH, "region": FRENCH, "url": "", "short": "", "qr": "", "qr_alt": ""}
    nothing = {"changes": None, "centers": None, "logo": None, "places": {}, "single": False, "tight": False}
    return {**lists, **said, **nothing, "labels": labels, "icons": drawings(), "model": model_mark()}


def _paragraphs(text):
    paragraphs = [" ".join(part.split()) for part in text.replace("\r", "").split("\n\n")]
    return [{"t": "p", "k": "", "c": [{"t": "s", "s": part}]} for part in paragraphs if part]


def _without_lists(sheet):
    return {name: value for name, value in sheet.items() if name not in NOT_SET}


def _door(part, parts):
    """An arch of the cover; of one part alone the title is that of the booklet."""
    count = len(part["sheets"])
    label = part["title"] if parts > 1 else ngettext("fiche", "fiches", count)
    return {"icon": part["icon"], "tint": part["tint"], "number": str(count), "label": label}


def _indexes(edition, sheets):
    asked = [(edition.with_partners, "actors", _("Index des partenaires"))]
    asked += [(edition.with_themes, "themes", _("Index des thèmes"))]
    indexes = [{"title": title, "rows": _pages_by_name(sheets, key)} for wanted, key, title in asked if wanted]
    return [index for index in indexes if index["rows"]]


def _pages_by_name(sheets, key):
    names, codes = {}, {}
    for sheet in sheets:
        for code, name in sheet[key].items():
            names.setdefault(code, name)
            codes.setdefault(code, []).append(sheet["code"])
    rows = [{"name": name, "codes": codes[code]} for code, name in names.items()]
    return sorted(rows, key=lambda row: sort_key(row["name"]))


def _glossary(sheets):
    words = {term: text for sheet in sheets for term, text in sheet["words"].items()}
    return [{"term": term, "text": words[term]} for term in sorted(words, key=sort_key)]
