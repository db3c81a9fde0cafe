"""Rows of a record in its form: those that were sent are those of the record, and one that nobody filled in is none."""

from functools import partial

from django import forms
from django.forms.formsets import ORDERING_FIELD_NAME
from django.utils.functional import cached_property
from modelcluster.forms import BaseChildFormSet
from wagtail.admin.panels import InlinePanel
from wagtail.admin.widgets import BaseChooser

from portal.inputs.keys import is_key

DRAWN = "drawn"  # with a row that has no key yet and stood in the version that the form was made from


class SpareRowsFormSet(BaseChildFormSet):
    """A row that was added and left as it was drawn is as good as deleted: it keeps nothing from being saved.

    Stock refuses it for its order, which the browser gives it, and for the key that no saving has given it yet.
    """

    def add_fields(self, form, index):
        super().add_fields(form, index)
        if self._is_sent(form, DRAWN) if self.is_bound else index is not None and not form.instance.pk:
            form.fields[DRAWN] = forms.CharField(initial="1", required=False, widget=forms.HiddenInput)
        if self._may_be_spare(form):
            form.empty_permitted = True
            form.fields[ORDERING_FIELD_NAME].has_changed = never_changed

    def full_clean(self):
        super().full_clean()
        for form in self.forms if self.is_bound else ():  # shown again, it keeps its place
            form.cleaned_data.setdefault(ORDERING_FIELD_NAME, self.total_form_count())

    def _is_sent(self, form, name):
        return bool(self.data.get(form.add_prefix(name)))

    def _may_be_spare(self, form):
        return self.is_bound and not self._is_sent(form, self._pk_field.name) and not self._is_sent(form, DRAWN)

    def _should_delete_form(self, form):
        return super()._should_delete_form(form) or self._may_be_spare(form) and not form.has_changed()


def never_changed(initial, data):
    return False


class RowsFormSet(SpareRowsFormSet):
    """An old version is sent as a form of the latest draft. Stock keeps the rows that only the draft has, beside the
    same ones come back under no key; and refuses those whose key went away with them.
    """

    def add_fields(self, form, index):
        super().add_fields(form, index)
        key = form.fields[self._pk_field.name]
        form.fields[self._pk_field.name] = forms.IntegerField(
            required=False, initial=key.initial, widget=forms.HiddenInput
        )

        for name, field in form.fields.items() if self.is_bound else ():
            if isinstance(field.widget, BaseChooser):
                field.to_python = partial(self._record, name, field)

    def _record(self, name, field, value):
        """One query a column, whatever the number of rows."""
        if name not in self.records:
            sent = {str(self.data.get(f"{self.add_prefix(index)}-{name}")) for index in range(self.total_form_count())}
            records = field.queryset.filter(pk__in=filter(is_key, sent))
            self.records[name] = {str(record.pk): record for record in records}
        return self.records[name].get(value) or type(field).to_python(field, value)

    @cached_property
    def records(self):
        return {}

    def save(self, commit=True):
        saved = super().save(commit=False)
        rows = getattr(self.instance, self.rel_name)
        rows.set([form.instance for form in self.ordered_forms])
        if commit:
            rows.commit()
        return saved


class SpareRowsPanel(InlinePanel):
    formset_class = SpareRowsFormSet

    def get_form_options(self):
        options = super().get_form_options()
        options["formsets"][self.relation_name]["formset"] = self.formset_class
        return options


class RowsPanel(SpareRowsPanel):
    formset_class = RowsFormSet
