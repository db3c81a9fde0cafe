"""Blocks that hold codes chosen among what exists now. A code that went away stays in sight, and is refused by name."""

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.admin.telepath.widgets import WidgetAdapter

GONE = _("n’existe plus")
SCRIPT = "search/listing_block.js"
STYLE = "search/listing_block.css"


class CodeBoxes(forms.CheckboxSelectMultiple):
    """Boxes in groups that fold: a city has a hundred terms."""

    def render(self, name, value, attrs=None, renderer=None):
        context = self.get_context(name, value, attrs)
        return render_to_string("search/admin/code_boxes.html", {**context, "gone": GONE})


class CodeSelect(forms.Select):
    def build_attrs(self, base_attrs, extra_attrs=None):
        return super().build_attrs({**base_attrs, "data-gone": GONE}, extra_attrs)


class CodeAdapter(WidgetAdapter):
    @cached_property
    def media(self):
        return super().media + forms.Media(js=[SCRIPT], css={"all": [STYLE]})


class CodeBoxesAdapter(CodeAdapter):
    js_constructor = "search.CodeBoxes"


class CodeSelectAdapter(CodeAdapter):
    js_constructor = "search.CodeSelect"


register(CodeBoxesAdapter(), CodeBoxes)
register(CodeSelectAdapter(), CodeSelect)


def known_codes(choices):
    """The codes of choices, in groups or not. Choices made from the database are made once."""
    known = set()
    for code, label in choices:
        known |= {each for each, _label in label} if isinstance(label, list | tuple) else {code}
    return known


def refuse_gone(codes, choices):
    known = known_codes(choices) if codes else ()
    gone = [code for code in codes if code not in known]
    if gone:
        named = ", ".join(f"« {code} »" for code in gone)
        raise ValidationError(
            _("%(named)s n’existe plus : la liste n’y trouve rien. Choisissez autre chose.") % {"named": named},
            code="gone",
        )


class CodesField(forms.MultipleChoiceField):
    widget = CodeBoxes

    def validate(self, value):
        forms.Field.validate(self, value)
        refuse_gone(value, self.choices)


class CodeField(forms.ChoiceField):
    widget = CodeSelect

    def validate(self, value):
        forms.Field.validate(self, value)
        if value:
            refuse_gone([value], self.choices)


class CodesBlock(blocks.MultipleChoiceBlock):
    """Codes are texts: Wagtail would read the choices again for each of them, at each reading of a page."""

    def get_field(self, *, choices, required, help_text, validators, widget):
        return CodesField(choices=choices, required=required, help_text=help_text, validators=validators)

    def normalize_choice(self, value):
        return str(value)

    def get_searchable_content(self, value):
        return []


class CodeBlock(blocks.ChoiceBlock):
    def get_field(self, *, choices, required, help_text, validators, widget):
        return CodeField(choices=choices, required=required, help_text=help_text, validators=validators)

    def normalize_choice(self, value):
        return None if value is None else str(value)

    def get_searchable_content(self, value):
        return []
