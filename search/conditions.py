"""Conditions on the properties that editors defined: from … to …, or yes or no."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from directory.property_types import clean_cell
from search.choices import ANSWERED, filterable_properties, property_choices
from search.code_blocks import CodeBlock

YES_OR_NO = [("oui", _("Oui")), ("non", _("Non"))]
BOUNDS = ("minimum", "maximum")


class ConditionBlock(blocks.StructBlock):
    property = CodeBlock(label=_("Propriété"), choices=property_choices)
    minimum = blocks.CharBlock(
        label=_("De"), required=False, max_length=40, help_text=_("Un nombre, ou une date comme 31/12/2026.")
    )
    maximum = blocks.CharBlock(label=_("À"), required=False, max_length=40, help_text=_("Compris."))
    answer = blocks.ChoiceBlock(
        label=_("Réponse"), choices=YES_OR_NO, required=False, help_text=_("Pour une propriété à oui ou non.")
    )

    class Meta:
        icon = "sliders"
        label = _("Condition")
        form_classname = "struct-block listing-condition"

    def get_searchable_content(self, value):
        return []

    def clean(self, value):
        value = super().clean(value)
        prop = next((each for each in filterable_properties() if each.code == value["property"]), None)
        if prop is None:  # a draft may leave it for later
            return value
        if prop.type in ANSWERED:
            return self._answered(value)
        return self._compared(value, prop)

    def _answered(self, value):
        if not value["answer"]:
            raise StructBlockValidationError({"answer": ValidationError(_("Choisissez oui ou non."))})
        return self._to_struct_value([*{**value, "minimum": "", "maximum": ""}.items()])

    def _compared(self, value, prop):
        """Bounds as the address writes them, whatever way they were typed."""
        cells, errors = {}, {}
        for name in BOUNDS:
            try:
                cells[name] = clean_cell(prop, value[name])
            except ValidationError as error:
                errors[name] = error
        if not errors and not any(cells.values()):
            errors["minimum"] = ValidationError(_("Écrivez au moins une des deux bornes."))
        if not errors and all(cells.values()) and cells["minimum"]["v"] > cells["maximum"]["v"]:
            errors["maximum"] = ValidationError(_("La seconde borne vient après la première."))
        if errors:
            raise StructBlockValidationError(errors)
        bounds = {name: str(cell["v"]) if cell else "" for name, cell in cells.items()}
        return self._to_struct_value([*{**value, **bounds, "answer": ""}.items()])
