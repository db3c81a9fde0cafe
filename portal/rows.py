"""Rows of a page in its form: those that were sent are those of the page, whatever its latest draft has."""

from django import forms
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import InlinePanel


class RowsFormSet(BaseChildFormSet):
    """An old version is sent as a form of the latest draft. Stock keeps the rows that only the draft has, beside the
    same ones come back under no key; and refuses those whose key went away with them.
    """

    def add_fields(self, form, index):
        super().add_fields(form, index)
        key = form.fields[self._pk_field.name]
        form.fields[self._pk_field.name] = forms.IntegerField(
            required=False, initial=key.initial, widget=forms.HiddenInput
        )

    def save(self, commit=True):
        saved = super().save(commit=False)
        rows = getattr(self.instance, self.rel_name)
        rows.set([form.instance for form in self.ordered_forms])
        if commit:
            rows.commit()
        return saved


class RowsPanel(InlinePanel):
    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = RowsFormSet
        return options
