"""From the rows that an editor wrote to a form: its conditions are decided here, whatever the browser shows."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.contrib.forms.forms import FormBuilder
from wagtail.contrib.forms.utils import get_field_clean_name

from portal.accounts.visitor_forms import VisitorForm
from portal.media.uploads import validate_document, validate_image

FILE = "file"
FILES = {".pdf", ".png", ".jpg", ".jpeg", ".docx", ".odt"}
PICTURES = {".png", ".jpg", ".jpeg"}
LARGEST = 5 * 1024 * 1024
LONGEST_TEXT = 4000
LONGEST_ADDRESS = 254  # of what a column holds, and a mail is sent to
YES = "oui"
SLOT = "slot"
YEARS = (1900, 2200)  # at the ends of time no hour has a zone, and whoever lists the answers would meet an error


class AnswerForm(VisitorForm):
    """``rows``: those of the form, in order; ``page``: the page that they belong to."""

    rows: tuple = ()

    def __init__(self, *args, page=None, user=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.page = page
        slots = page.offered_slots() if page else []
        if slots:
            self.fields[SLOT] = forms.ChoiceField(label=_("Créneau"), choices=slots, widget=forms.RadioSelect)
        self.left_out = self._left_out() if self.is_bound else set()
        for name in self.left_out:
            self.fields[name].required = False

    def _left_out(self):
        """The fields whose condition is not met, or hangs on one that is left out itself."""
        conditions = {
            name_of(row): (get_field_clean_name(row.show_if), row.show_if_value) for row in self.rows if row.show_if
        }
        out: set[str] = set()
        while True:
            more = {name for name, (other, value) in conditions.items() if other in out or not self._says(other, value)}
            if more <= out:
                return out
            out |= more

    def _says(self, name, value):
        if name not in self.fields:
            return False
        said = self.data.getlist(name) if hasattr(self.data, "getlist") else [self.data.get(name)]
        if isinstance(self.fields[name], forms.BooleanField):
            said = [YES] if any(said) else []
        wanted = value.strip().casefold()
        return any(str(each or "").strip().casefold() == wanted for each in said) if wanted else any(said)

    def _clean_fields(self):
        super()._clean_fields()
        for name in self.left_out:  # whatever was sent for what was not asked
            self.errors.pop(name, None)
            self.cleaned_data.pop(name, None)

    def steps(self):
        """``[(title, [bound fields])]``, in order."""
        parts: list[tuple[str, list]] = [("", [self[SLOT]] if SLOT in self.fields else [])]
        for row in self.rows:
            if row.step:
                parts.append((row.step, []))
            parts[-1][1].append(self[name_of(row)])
        return [(title, fields) for title, fields in parts if fields]

    def answers(self):
        """``{name: value}`` as it is kept, without files; and the files."""
        asked = {name_of(row) for row in self.rows} - self.left_out
        values = {name: self.cleaned_data.get(name) for name in asked if name in self.cleaned_data}
        files = {name: value for name, value in values.items() if hasattr(value, "chunks")}
        kept = {name: value for name, value in values.items() if name not in files}
        return kept | {name: file.name for name, file in files.items()}, files


def name_of(row):
    return row.clean_name or row.get_field_clean_name()


def check_year(day):
    first, last = YEARS
    if not first <= day.year <= last:
        raise ValidationError(_("Vérifiez l’année : de %(first)d à %(last)d.") % {"first": first, "last": last})


class AnswerFileField(forms.FileField):
    """By its content, never its name; its limit is said before it is met."""

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if not file:
            return file
        suffix = "." + file.name.rpartition(".")[2].lower()
        if suffix not in FILES:
            raise ValidationError(_("Choisissez un fichier PDF, PNG, JPG, DOCX ou ODT."))
        if file.size > LARGEST:
            raise ValidationError(_("Ce fichier est trop lourd : 5 Mo au plus."))
        (validate_image if suffix in PICTURES else validate_document)(file)
        return file


class Builder(FormBuilder):
    def create_file_field(self, field, options):
        options.pop("initial")
        help_text = options["help_text"] or _("PDF, PNG, JPG, DOCX ou ODT, 5 Mo au plus.")
        return AnswerFileField(**{**options, "help_text": help_text}, max_length=200)

    def create_multiline_field(self, field, options):
        return forms.CharField(**options, max_length=LONGEST_TEXT, widget=forms.Textarea(attrs={"rows": 5}))

    def create_dropdown_field(self, field, options):
        made = super().create_dropdown_field(field, options)
        made.choices = [("", _("Choisissez…")), *made.choices]
        return made

    def create_date_field(self, field, options):
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        return forms.DateField(**options, widget=widget, validators=[check_year])

    def create_datetime_field(self, field, options):
        return forms.DateTimeField(**options, validators=[check_year])

    def create_email_field(self, field, options):
        return forms.EmailField(
            **{**options, "max_length": LONGEST_ADDRESS}, widget=forms.EmailInput(attrs={"autocomplete": "email"})
        )

    def get_form_class(self):
        return type("EditorsForm", (AnswerForm,), {**self.formfields, "rows": tuple(self.fields)})
