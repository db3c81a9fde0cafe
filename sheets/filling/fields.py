"""One field of many sheets: what may be asked for, what stands there already, and how a draft takes a value."""

from dataclasses import dataclass

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from catalog.forms import TermsField, vocabularies_for
from catalog.lacking import ids_without_field, ids_without_term, kinds_of, lacking_ids
from catalog.models import PageTerm, SheetProperty, Vocabulary
from catalog.properties import load_properties, told_apart
from catalog.property_types import clean_cell, form_field
from sheets.properties.text import property_text

MAIN_FIELDS = {
    "summary": _("Résumé"),
    "cover": _("Image de tête"),
    "easy_french": _("En français facile"),
    "reviewed_on": _("Vérifiée le"),
}


@dataclass(frozen=True)
class PropertyField:
    prop: SheetProperty

    @property
    def key(self):
        return f"prop:{self.prop.code}"

    @property
    def label(self):
        return self.prop.heading

    def kind_codes(self):
        return {kind.code for kind in kinds_of(self.prop)}

    def lacking(self):
        return lacking_ids(self.prop)

    def form_field(self):
        field = form_field(self.prop)
        field.required = True
        return field

    def stands_on(self, page):
        return self.prop.applies_to(page.kind_code)

    def as_text(self, draft):
        return property_text(draft.property_values, self.prop)

    def write(self, draft, value):
        """False when it stood there already."""
        values = draft.property_values if isinstance(draft.property_values, dict) else {}
        cell = clean_cell(self.prop, value)
        if values.get(self.prop.code) == cell:
            return False
        draft.property_values = {**values, self.prop.code: cell}
        return True


@dataclass(frozen=True)
class TermsOf:
    vocabulary: Vocabulary
    label: str

    @property
    def key(self):
        return f"terms:{self.vocabulary.code}"

    def kind_codes(self):
        props = list(self.vocabulary.properties.all())
        return {kind.code for kind in kinds_of(props[0])} if props else set(self.vocabulary.page_types or ())

    def lacking(self):
        return ids_without_term(self.vocabulary)

    def form_field(self):
        field = TermsField(self.vocabulary)
        field.label, field.required = self.label, True
        return field

    def stands_on(self, page):
        return self.vocabulary in vocabularies_for(page.kind_code, page.locale_id)

    @cached_property
    def _own(self):
        return {term.pk: term.label for term in self.vocabulary.terms.all()}

    def chosen(self, draft):
        return [link.term_id for link in draft.page_terms.all() if link.term_id in self._own]

    def as_text(self, draft):
        return ", ".join(self._own[pk] for pk in self.chosen(draft))

    def write(self, draft, value):
        if self.chosen(draft) == list(value):
            return False
        others = [link for link in draft.page_terms.all() if link.term_id not in self._own]
        draft.page_terms = others + [PageTerm(term_id=pk) for pk in value]
        for order, link in enumerate(draft.page_terms.all()):
            link.sort_order = order
        return True


def fillable():
    """``{key: field}``: properties, and the vocabularies that editors choose terms from."""
    properties = told_apart(load_properties())
    named = {prop.vocabulary_id: prop.label for prop in properties if prop.vocabulary_id}
    chosen = Vocabulary.objects.filter(source=Vocabulary.Source.CHOSEN).prefetch_related("terms", "properties__kinds")
    terms = [TermsOf(each, named.get(each.pk, each.label)) for each in chosen if _is_drawn(each)]
    own = [PropertyField(prop) for prop in properties if not prop.is_choice]
    return {field.key: field for field in (*own, *terms)}


def _is_drawn(vocabulary):
    """A retired choice has no field."""
    return not any(prop.retired for prop in vocabulary.properties.all())


def lacking(key):
    """``(primary keys, kind codes or None for all)`` of the sheets without a value in a field, fillable or main."""
    field = fillable().get(key)
    return (field.lacking(), field.kind_codes()) if field else (ids_without_field(key.removeprefix("main:")), None)


def lacking_choices():
    return [
        (_("Champs principaux"), [(f"main:{name}", label) for name, label in MAIN_FIELDS.items()]),
        (_("Propriétés et classement"), [(key, field.label) for key, field in fillable().items()]),
    ]
