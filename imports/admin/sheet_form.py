"""The values of one sheet as a form, and back: what an editor corrects has the shape of what was read."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from imports.values import LABELS

MOST_ROWS = 100
LINE, MOST_LINES = 75, 24  # letters of a line, lines of a text
OLDEST = 120


class Lines(forms.CharField):
    """A list, one a line."""

    def __init__(self, **kwargs):
        super().__init__(required=False, widget=forms.Textarea(attrs={"rows": 4}), **kwargs)

    def prepare_value(self, value):
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value):
        return [" ".join(line.split()) for line in super().clean(value).splitlines() if line.strip()]


def _long(rows, **kwargs):
    return forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": rows}), **kwargs)


class SheetForm(forms.Form):
    title = forms.CharField(
        label=LABELS["title"],
        max_length=255,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Donnez-lui un titre.")},
    )
    number = forms.IntegerField(label=LABELS["number"], min_value=0, max_value=9999, required=False)
    axis = forms.CharField(label=LABELS["axis"], max_length=255, required=False)
    summary = _long(3, label=LABELS["summary"])
    description = _long(
        10, label=LABELS["description"], help_text=_("Un paragraphe par ligne ; « - » devant un point de liste.")
    )
    objectives = Lines(label=LABELS["objectives"], help_text=_("Un par ligne."))
    sectors = forms.MultipleChoiceField(label=LABELS["sectors"], required=False, widget=forms.CheckboxSelectMultiple)
    perimeter = _long(2, label=LABELS["perimeter"])
    partners = Lines(label=LABELS["partners"], help_text=_("Un par ligne."))
    operators = Lines(label=LABELS["operators"], help_text=_("Un par ligne."))

    def __init__(self, *args, sectors, **kwargs):
        super().__init__(*args, **kwargs)
        unknown = {code: code for code in self.initial.get("sectors", ()) if code not in sectors}
        self.fields["sectors"].choices = list({**sectors, **unknown}.items())
        if not self.fields["sectors"].choices:
            del self.fields["sectors"]
        for name, field in self.fields.items():
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = _rows_for(field.prepare_value(self.initial.get(name)) or "")

    def clean_title(self):
        return " ".join(self.cleaned_data["title"].split())


def _rows_for(text):
    """As high as what it holds."""
    return min(MOST_LINES, max(2, sum(1 + len(line) // LINE for line in text.splitlines())))


class RowForm(forms.Form):
    """A row left empty, or emptied, is none."""

    @property
    def is_empty(self):
        return not any(value not in (None, "") for value in self.cleaned_data.values())


class PublicForm(RowForm):
    label = forms.CharField(label=_("Qui"), max_length=200, required=False)
    age_min = forms.IntegerField(label=_("De (ans)"), min_value=0, max_value=OLDEST, required=False)
    age_max = forms.IntegerField(label=_("À (ans)"), min_value=0, max_value=OLDEST, required=False)

    def clean(self):
        said = super().clean()
        low, high = said.get("age_min"), said.get("age_max")
        if low is not None and high is not None and low > high:
            self.add_error("age_max", gettext("L’âge de fin vient avant celui de début."))
        return said


class ContactForm(RowForm):
    heading = forms.CharField(label=_("Sous le titre"), max_length=120, required=False)
    name = forms.CharField(label=_("Nom"), max_length=200, required=False)
    email = forms.CharField(label=_("Adresse"), max_length=254, required=False)
    phone = forms.CharField(label=_("Téléphone"), max_length=60, required=False)


class LinkForm(RowForm):
    label = forms.CharField(label=_("Libellé"), max_length=400, required=False)
    url = forms.CharField(label=_("Adresse"), max_length=2000, required=False)


def _rows_of(form):
    return forms.formset_factory(form, extra=1, max_num=MOST_ROWS, absolute_max=MOST_ROWS + 1, validate_max=True)


ROW_FORMS = {"publics": _rows_of(PublicForm), "contacts": _rows_of(ContactForm), "links": _rows_of(LinkForm)}


class WholeSheet:
    """The form of one sheet and those of its rows, as one."""

    def __init__(self, values, sectors, data=None):
        self.values = values
        self.form = SheetForm(data, initial=values, sectors=sectors)
        self.rows = {name: form(data, initial=values.get(name) or [], prefix=name) for name, form in ROW_FORMS.items()}

    @cached_property
    def is_valid(self):
        """Each is asked: all that is wrong is said at once."""
        valid = [each.is_valid() for each in (self.form, *self.rows.values())]
        return all(valid)

    @property
    def written(self):
        """Its fields that are not as they were shown, once valid."""
        said = dict(self.form.cleaned_data)
        for name, formset in self.rows.items():
            said[name] = [form.cleaned_data for form in formset if form.cleaned_data and not form.is_empty]
        return {name: value for name, value in said.items() if not _are_same(value, self.values.get(name))}


def _are_same(one, other):
    """A form cuts spaces and ends of lines, and says nothing as it pleases."""
    return _plain(one) == _plain(other)


def _plain(value):
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    return "" if value is None else value
