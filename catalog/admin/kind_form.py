"""The form of a kind of sheets: what can be seen is chosen by looking at it."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from catalog.kinds import carried_by, carry, page_vocabularies
from catalog.models import SheetKind, Vocabulary
from catalog.property_names import repeated_names
from catalog.sections import all_sections, section_choices
from portal.icons import ICONS
from portal.inputs.boxes import DrawnBoxes
from portal.publication.record_form import RecordForm
from portal.templatetags.portal_tags import icon

# What the code decides of the kinds it makes: shown, or of no use to them.
SHOWN_WHEN_CODED = ("name", "plural", "code")
ABSENT_WHEN_CODED = ("icon", "tint", "sections", "vocabularies", "retired")


def icon_choices():
    return [(name, format_html("{} {}", icon(name, "kind-icon"), label)) for name, label in ICONS.items()]


def tint_choices():
    return [
        (code, format_html('<span class="kind-tint {}" aria-hidden="true"></span> {}', code, label))
        for code, label in SheetKind.Tint.choices
    ]


def vocabulary_choices():
    return [(vocabulary.pk, vocabulary.label) for vocabulary in page_vocabularies()]


def usual_vocabularies():
    """What most kinds of the portal carry, a new one is proposed too."""
    coded = set(SheetKind.objects.filter(is_coded=True).values_list("code", flat=True))
    return [each for each in page_vocabularies() if 2 * len(coded.intersection(each.page_types or ())) > len(coded)]


class SheetKindForm(RecordForm):
    icon = forms.ChoiceField(label=_("Icône"), choices=icon_choices, widget=forms.RadioSelect, initial="file")
    tint = forms.ChoiceField(label=_("Couleur"), choices=tint_choices, widget=forms.RadioSelect, required=False)
    sections = forms.MultipleChoiceField(
        label=_("Rubriques"),
        choices=section_choices,
        initial=all_sections,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=SheetKind._meta.get_field("sections").help_text,
    )
    vocabularies = forms.TypedMultipleChoiceField(
        label=_("Vocabulaires"),
        choices=vocabulary_choices,
        coerce=int,
        required=False,
        widget=DrawnBoxes,
        help_text=_("Ceux qui classent ces fiches. Le même choix se fait depuis chaque vocabulaire."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.is_coded:
            self._lock()
        elif self.instance.pk:
            self.fields["code"].disabled = True
            self.initial["vocabularies"] = [vocabulary.pk for vocabulary in carried_by(self.instance.code)]
        else:
            self.initial["vocabularies"] = [vocabulary.pk for vocabulary in usual_vocabularies()]

    def _lock(self):
        for name in ABSENT_WHEN_CODED:
            del self.fields[name]
        for name in SHOWN_WHEN_CODED:
            self.fields[name].disabled = True

    def clean_vocabularies(self):
        boxes, stored = self.fields["vocabularies"].widget, self.initial["vocabularies"] if self.instance.pk else []
        ticked = [*self.cleaned_data["vocabularies"], *boxes.undrawn(self.data, "vocabularies", stored)]
        names = repeated_names(self.instance.code, Vocabulary.objects.filter(pk__in=ticked))
        if names:
            text = _("Ces fiches auraient deux champs « %(name)s » : renommez l’un, ou décochez ce vocabulaire.")
            raise forms.ValidationError(text % {"name": names[0]})
        return ticked

    def save(self, commit=True):
        kind = super().save(commit=commit)
        if "vocabularies" in self.cleaned_data:
            carry(kind.code, set(self.cleaned_data["vocabularies"]))
        return kind
