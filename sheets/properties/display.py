"""The properties of a sheet as its page shows them: links resolved together, and only to what anyone may read."""

from dataclasses import dataclass
from itertools import groupby

from directory.models import SheetProperty
from directory.properties import properties_of
from directory.property_types import load_cell
from sheets.properties.text import cell_text
from sheets.properties.values import records_of

Type = SheetProperty.Type
ICONS = {
    Type.NUMBER: "tag",
    Type.YES_NO: "check",
    Type.DATE: "date",
    Type.URL: "out",
    Type.EMAIL: "mail",
    Type.PAGE: "file",
    Type.DOCUMENT: "download",
    Type.CONTACT: "person",
}
DURATIONS = ("min", "minutes", "h", "heure", "heures", "jours", "semaines")


@dataclass(frozen=True)
class Shown:
    prop: SheetProperty
    text: str = ""
    url: str = ""
    record: object = None  # a contact or a document
    terms: tuple = ()

    @property
    def type(self):
        return self.prop.type

    @property
    def templates(self):
        """That of its type, or of any text."""
        return tuple(f"components/properties/{name}.html" for name in (self.type, Type.TEXT))

    @property
    def icon(self):
        if self.prop.unit in DURATIONS:
            return "clock"
        return ICONS.get(self.prop.type, "info")


def page_ids_in(page):
    """The pages that properties name: the view asks at once which of them are public."""
    return {load_cell(cell) for _prop, cell in page.public_cells() if cell["t"] == Type.PAGE}


def shown_properties(page, public_page, *, glance):
    """The public properties with a value, of « L’essentiel » or of the rest.

    ``public_page`` finds a page that anyone may read by its primary key.
    """
    cells = [(prop, cell) for prop, cell in page.public_cells() if prop.glance is glance]
    records = records_of(cell for _prop, cell in cells if cell["t"] != Type.PAGE)
    found = (_shown(prop, cell, records, public_page) for prop, cell in cells)
    return [shown for shown in found if shown]


def _shown(prop, cell, records, public_page):
    value = load_cell(cell)
    if cell["t"] == Type.PAGE:
        target = public_page(value)
        return target and Shown(prop, target.title, target.url)
    if cell["t"] in (Type.DOCUMENT, Type.CONTACT):
        record = records[cell["t"]].get(value)
        is_public = record is not None and getattr(record, "public", True)
        return is_public and Shown(prop, str(record), getattr(record, "url", ""), record)
    return Shown(prop, cell_text(prop, cell, {}), str(value) if cell["t"] == Type.URL else "")


def choices_of(page):
    """``{vocabulary code: property}`` of the choices of its kind."""
    own = properties_of(page.kind_code, page.all_properties)
    return {prop.vocabulary.code: prop for prop in own if prop.type == Type.CHOICE}


def brief_terms(page):
    """``[(name, group of terms)]`` of « L’essentiel »: a choice gives its name, or stands elsewhere."""
    choices = choices_of(page)
    found = [(choices.get(group.vocabulary.code), group) for group in page.term_groups]
    return [(prop.label if prop else group.vocabulary.label, group) for prop, group in found if not prop or prop.glance]


def sections(page, public_page):
    """``[(group or None, [Shown])]`` of what is not in « L’essentiel »."""
    terms = {group.vocabulary.code: group.terms for group in page.term_groups}
    rows = shown_properties(page, public_page, glance=False)
    placed = ((code, prop) for code, prop in choices_of(page).items() if code in terms and not prop.glance)
    rows += [Shown(prop, terms=tuple(terms[code])) for code, prop in placed]
    places = {prop.pk: place for place, prop in enumerate(page.all_properties)}
    rows.sort(key=lambda shown: places[shown.prop.pk])
    return [(group, list(found)) for group, found in groupby(rows, key=lambda shown: shown.prop.group)]
