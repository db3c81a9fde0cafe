"""The form of one value for many sheets, on the screen and in the job that it may become."""

from django import forms
from django.utils.translation import gettext as _


def value_form(target, *args, **kwargs):
    """Without a target yet, the form has no field: its screen offers the fields."""
    form = forms.Form(*args, **kwargs)
    if target:
        form.fields["value"] = target.form_field()
        form.fields["replace"] = forms.BooleanField(label=_("Remplacer aussi ce qui est déjà rempli"), required=False)
    return form
