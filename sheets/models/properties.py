"""Values of the properties that editors define in the browser: one JSON column, in drafts and revisions too."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from catalog.properties import load_properties, properties_of, shared_properties
from catalog.property_types import TYPES, load_cell
from portal.admin.tabs import in_tab
from portal.publication.rules import Problem
from search.indexing.entries import without_addresses
from sheets.forms import PropertiesForm
from sheets.properties.panels import TAB
from sheets.properties.values import cells_of


class PropertyValuesField(models.JSONField):
    """``{code: {"t": type, "v": value}}``: each cell says its type, so that its links outlive the definition."""

    def extract_references(self, value):
        """What Wagtail's reference index is told: ``(model, pk, model path, content path)``."""
        for code, cell in cells_of(value).items():
            target = TYPES[cell["t"]].target
            if target and cell["v"]:
                yield target(), str(cell["v"]), code, code

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.JSONField", args, kwargs


class PropertiesMixin(models.Model):
    """A page with properties: sheets, centers and events alike."""

    property_values = PropertyValuesField(_("propriétés"), default=dict, blank=True, editable=False)

    base_form_class = PropertiesForm

    class Meta:
        abstract = True

    @cached_property
    def all_properties(self):
        """Read once for all that the page shows."""
        return shared_properties()

    def public_cells(self):
        """``[(property, cell)]`` anyone may read, in order; choices are terms of the page, and not among them."""
        cells = {code: cell for code, cell in cells_of(self.property_values).items() if TYPES[cell["t"]].is_public}
        own = properties_of(self.kind_code, self.all_properties)
        return [(prop, cells[prop.code]) for prop in own if prop.is_public and prop.code in cells]

    def shows(self, path):
        """Not what is reserved to editors, retired, or of another kind."""
        column, _dot, code = path.partition(".")
        if column != "property_values":
            return super().shows(path)
        return any(prop.code == code for prop, _cell in self.public_cells())

    def required_rules(self):
        yield from super().required_rules()
        missing = [prop.label for prop in self._required_properties() if not self._has(prop)]
        if missing:
            text = _("À remplir avant publication : %(labels)s.") % {"labels": ", ".join(missing)}
            yield Problem(f"{text} {in_tab(TAB)}")

    def _required_properties(self):
        return [p for p in properties_of(self.kind_code, load_properties()) if p.required and self._has_field_for(p)]

    def _has_field_for(self, prop):
        """Nobody is asked for a term that no form offers: those of another language, or that are no longer chosen."""
        vocabulary = prop.vocabulary
        return vocabulary is None or (
            vocabulary.locale_id == self.locale_id and vocabulary.source == vocabulary.Source.CHOSEN
        )

    def _has(self, prop):
        if prop.is_choice:
            return any(link.term.vocabulary_id == prop.vocabulary_id for link in self.page_terms.all())
        return prop.code in cells_of(self.property_values)

    # The protocol of search.

    def _listed_cells(self):
        return [(prop, cell) for prop, cell in self.public_cells() if TYPES[cell["t"]].is_listed]

    def search_values(self):
        values = {}
        for prop, cell in self._listed_cells():
            search = TYPES[cell["t"]].search
            if search and cell["t"] == prop.type:
                values[prop.code] = search(load_cell(cell))
        return values

    def property_texts(self):
        """Words of the public properties that may find the page."""
        cells = [(TYPES[cell["t"]], cell) for _prop, cell in self._listed_cells()]
        return [kind.words(load_cell(cell)) for kind, cell in cells if kind.is_indexed]

    def search_card(self):
        own = {prop.code: _in_card(cell) for prop, cell in self._listed_cells()}
        return {**super().search_card(), "properties": own}


def _in_card(cell):
    """Words and units, records and who may read them are found out when the card is shown.

    An e-mail address written in a text stays on its page, as those of the rest of the sheet do.
    """
    value = without_addresses(cell["v"]) if TYPES[cell["t"]].is_indexed else cell["v"]
    return {"type": cell["t"], "value": value}
