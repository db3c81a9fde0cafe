"""The edit form of a sheet: its classification, and one field for each property of its kind."""

from django.utils.functional import cached_property

from catalog.forms import PREFIX as VOCABULARY_PREFIX
from catalog.forms import ClassifiedPageForm
from catalog.properties import properties_of
from catalog.property_types import TYPES, form_field, to_cell
from sheets.fields_gone import gone_properties, gone_terms, sentence
from sheets.properties.values import load_values
from sheets.verified import VerifiedTodayForm

PREFIX = "prop_"


def field_name(prop):
    """A choice is the field of its vocabulary, given a place and a name."""
    if prop.is_choice:
        return VOCABULARY_PREFIX + prop.vocabulary.code
    return PREFIX + prop.code


class PropertiesForm(VerifiedTodayForm, ClassifiedPageForm):
    gone_sections: tuple[tuple[str, str], ...] = ()  # (label, typed) of what is sent changed and has no place any more

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        values = load_values(self.instance.property_values)
        for prop in self.properties:
            name = field_name(prop)
            if prop.is_choice:
                self._name_choice(self.fields[name], prop)
            else:
                self.fields[name] = form_field(prop)
                self.initial[name] = values.get(prop.code)
            self.fields[name].is_made_for_request = True

    @cached_property
    def properties(self):
        """A choice whose vocabulary is of another language has no field here."""
        own = {vocabulary.pk for vocabulary in self.vocabularies}
        found = properties_of(self.instance.kind_code)
        return [prop for prop in found if not prop.is_choice or prop.vocabulary_id in own]

    @staticmethod
    def _name_choice(field, prop):
        field.label, field.help_text, field.required = prop.label, prop.help or field.help_text, prop.required

    def defer_required_fields(self):
        already = self.is_deferred_validation
        super().defer_required_fields()
        for prop in self.properties if not already else ():
            field = self.fields[field_name(prop)]
            if field.required:
                field.required = False
                self.deferred_required_fields.append(field_name(prop))

    def clean(self):
        cleaned = super().clean()
        gone = [*gone_properties(self, PREFIX), *gone_terms(self, VOCABULARY_PREFIX), *self.gone_sections]
        for label, typed in gone:
            self.add_error(None, sentence(label, typed))
        return cleaned

    def _post_clean(self):
        """Before the instance is validated: values of retired properties and of other kinds are kept."""
        values = dict(self.instance.property_values) if isinstance(self.instance.property_values, dict) else {}
        for prop in self.properties:
            if prop.type not in TYPES or field_name(prop) in self.errors or self._is_undrawn(field_name(prop)):
                continue
            cell = to_cell(prop, self.cleaned_data.get(field_name(prop)))
            values.pop(prop.code, None) if cell is None else values.update({prop.code: cell})
        self.instance.property_values = values
        super()._post_clean()
