"""Conditions on the properties that editors defined: from … to …, or yes or no."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from search.engines.contract import NO, YES
from search.live_lists.choices import property_choices
from search.live_lists.code_blocks import CodeBlock
from search.queries.taxonomy import load_taxonomy

YES_OR_NO = [(YES, _("Oui")), (NO, _("Non"))]
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
        value, taxonomy = super().clean(value), load_taxonomy()
        code = value["property"]
        if code in taxonomy.ranges:
            return self._compared(value, taxonomy.ranges[code])
        return self._answered(value) if code else value  # a draft may leave it for later

    def _answered(self, value):
        if not value["answer"]:
            raise StructBlockValidationError({"answer": ValidationError(_("Choisissez oui ou non."))})
        return self._with(value, minimum="", maximum="")

    def _compared(self, value, column):
        """Bounds as the address writes them, whatever way they were typed, the least first."""
        bounds = [column.read(value[name]) for name in BOUNDS]
        unread = [name for name, bound in zip(BOUNDS, bounds, strict=True) if bound is None and value[name].strip()]
        if unread:
            wrong = _("Écrivez une date comme 31/12/2026.") if column.is_date else _("Écrivez un nombre.")
            raise StructBlockValidationError({name: ValidationError(wrong) for name in unread})
        if bounds == [None, None]:
            error = ValidationError(_("Écrivez au moins une des deux bornes."))
            raise StructBlockValidationError({"minimum": error})
        if None not in bounds:
            bounds.sort()
        least, greatest = ("" if bound is None else column.write(bound) for bound in bounds)
        return self._with(value, minimum=least, maximum=greatest, answer="")

    def _with(self, value, **changes):
        return self._to_struct_value([*{**value, **changes}.items()])
