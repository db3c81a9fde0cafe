"""Forms of whoever has a link, and of visitors."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.visitor_forms import VisitorForm
from portal.inputs.addresses import without_invisible
from reviews.answers import REMARK, fields_of

# Said to somebody who is no editor: the help of the admin speaks of lists, doubts and searches.
HELP = {
    "summary": _("Une ou deux phrases."),
    "easy_french": _("Trois à cinq phrases courtes, une par ligne."),
    "objectives": _("Un par ligne."),
}


class SuggestionForm(VisitorForm):
    """The texts of a sheet as they are, to be changed in place, and room for the rest."""

    def __init__(self, page, data=None):
        super().__init__(data)
        self.page = page
        for name in fields_of(page):
            field = page._meta.get_field(name).formfield()
            field.initial, field.help_text = getattr(page, name), HELP.get(name, "")
            if isinstance(field.widget, forms.Textarea):
                field.widget.attrs["rows"] = 4
            self.fields[name] = field
        self.fields[REMARK] = forms.CharField(
            label=_("Autre chose à corriger"),
            required=False,
            max_length=2000,
            help_text=_("Horaires, contacts, lieux… N’écrivez rien sur un enfant ou une famille."),
            widget=forms.Textarea(attrs={"rows": 4}),
        )

    def suggestion(self):
        """What differs from what is public, and the remark; empty when nothing does."""
        changed = {
            name: self.cleaned_data[name]
            for name in fields_of(self.page)
            if _as_compared(self.cleaned_data[name]) != _as_compared(getattr(self.page, name))
        }
        remark = without_invisible(self.cleaned_data[REMARK]).strip()
        return changed | ({REMARK: remark} if remark else {})

    def clean(self):
        cleaned = super().clean()
        if not self.errors and not self.suggestion():
            raise forms.ValidationError(
                _("Rien n’est changé : écrivez ce qui n’est plus juste, ou dites que rien n’a changé.")
            )
        return cleaned


class ReportForm(VisitorForm):
    message = forms.CharField(
        label=_("Qu’est-ce qui n’est plus vrai, ou qui manque ?"),
        max_length=1000,
        help_text=_("N’écrivez pas le nom d’un enfant, ni sa situation."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    contact = forms.CharField(
        label=_("Votre courriel ou téléphone, si vous voulez une réponse"),
        required=False,
        max_length=200,
        help_text=_("Vu de la rédaction seule, effacé un mois après la réponse."),
        widget=forms.TextInput(attrs={"autocomplete": "email"}),
    )

    def clean_message(self):
        return _visible(self.cleaned_data["message"], _("Écrivez ce qui n’est plus vrai."))

    def clean_contact(self):
        return " ".join(without_invisible(self.cleaned_data["contact"]).split())


def _as_compared(value):
    """A browser ends lines in its own way and a field takes the ends of a text off: neither is a change."""
    return "\n".join(value.splitlines()).strip() if isinstance(value, str) else value


def _visible(text, otherwise):
    text = without_invisible(text).strip()
    if not text:
        raise forms.ValidationError(otherwise)
    return text
