"""The properties of a sheet as its page shows them: links resolved together, and only to what anyone may read."""

from dataclasses import dataclass
from functools import partial
from itertools import groupby

from catalog.models import SheetProperty, Vocabulary
from catalog.properties import properties_of
from catalog.property_types import TYPES, PropertyType, load_cell, read_records
from portal.visibility import public_records

DURATIONS = ("min", "minutes", "h", "heure", "heures", "jours", "semaines")


@dataclass(frozen=True)
class Shown:
    prop: SheetProperty
    text: str = ""
    url: str = ""
    value: object = None  # what the public may see of it: of a reference, a ``PublicRecord``
    terms: tuple = ()

    @property
    def templates(self):
        """That of its type, or of any text."""
        return tuple(f"components/properties/{name}.html" for name in (self.prop.type, "text"))

    @property
    def icon(self):
        return "clock" if self.prop.unit in DURATIONS else self._said("icon")

    @property
    def is_long(self):
        return self._said("is_long")

    def _said(self, name):
        """By its type; a choice has none, and says what a type does by itself."""
        return getattr(TYPES.get(self.prop.type, PropertyType), name)


def page_ids_in(page):
    """The pages that properties name: the view asks at once which of them are public."""
    return {load_cell(cell) for _prop, cell in page.public_cells() if TYPES[cell["t"]].names_pages}


def shown_properties(page, public_page, *, glance):
    """The public properties with a value, of « L’essentiel » or of the rest.

    ``public_page`` finds a page that anyone may read by its primary key.
    """
    cells = [(prop, cell) for prop, cell in page.public_cells() if prop.glance is glance]
    read = partial(public_records, read_pages=lambda keys: {pk: public_page(pk) for pk in keys})
    records = read_records((cell for _prop, cell in cells), read)
    found = (_shown(prop, cell, records) for prop, cell in cells)
    return [shown for shown in found if shown]


def _shown(prop, cell, records):
    kind = TYPES[cell["t"]]
    value = kind.public_value(load_cell(cell), records.get(cell["t"], {}))
    return None if value is None else Shown(prop, kind.words(value, prop.unit), kind.address(value), value)


def choices_of(page):
    """``{vocabulary code: property}`` of the choices of its kind."""
    own = properties_of(page.kind_code, page.all_properties)
    return {prop.vocabulary.code: prop for prop in own if prop.is_choice}


def brief_terms(page):
    """``[(name, group of terms)]`` of « L’essentiel »: a choice gives its name, or stands elsewhere.

    Audiences are said there in the words of the sheet, and not again by their terms.
    """
    choices = choices_of(page)
    groups = [group for group in page.term_groups if group.vocabulary.source != Vocabulary.Source.AUDIENCE]
    found = [(choices.get(group.vocabulary.code), group) for group in groups]
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
