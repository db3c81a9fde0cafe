"""Form fields of names and addresses: what a paste brings along, and nobody sees, is no part of them."""

import re

from django import forms
from django.db import models
from wagtail import blocks

from portal.inputs.phones import names_a_number

INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe0f\ufeff]"
)


def without_invisible(value):
    return INVISIBLE.sub("", value) if isinstance(value, str) else value


class NameField(forms.CharField):
    """What shows nothing is nothing: a record of such a name could not even be clicked."""

    def to_python(self, value):
        text = super().to_python(value)
        return text if text and without_invisible(text).strip() else self.empty_value


class _Visible:
    def clean(self, value):
        return super().clean(without_invisible(value))

    def to_python(self, value):
        return super().to_python(without_invisible(value))


class AddressField(_Visible, forms.URLField):
    """A web address; typed without a scheme, it is taken for https."""

    def __init__(self, **kwargs):
        super().__init__(**{"assume_scheme": "https", **kwargs})


class MailField(_Visible, forms.EmailField):
    pass


class AddressBlock(blocks.URLBlock):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        given = self.field
        self.field = AddressField(
            required=given.required, help_text=given.help_text, max_length=given.max_length, min_length=given.min_length
        )

    def deconstruct(self):
        _path, args, kwargs = super().deconstruct()
        return "wagtail.blocks.URLBlock", args, kwargs


def register():
    """For every form of the admin."""
    from wagtail.admin.forms.choosers import PhoneLinkChooserForm  # these ask for models
    from wagtail.admin.forms.models import register_form_field_override

    register_form_field_override(models.CharField, exact_class=True, override={"form_class": NameField})
    register_form_field_override(models.URLField, override={"form_class": AddressField})
    register_form_field_override(models.EmailField, override={"form_class": MailField})
    PhoneLinkChooserForm.base_fields["phone_number"].validators.append(names_a_number)
