"""The form of the site settings: vocabularies are chosen by name, among those that pages or registers carry."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import Vocabulary
from home.models import PortalSettings
from portal.publication.record_form import RecordForm


def choices_of(source):
    """A code names a vocabulary in every language."""
    found = Vocabulary.objects.filter(source=source)
    return {"": _("Aucun"), **{vocabulary.code: vocabulary.label for vocabulary in found}}


def vocabulary_field(name, label, source):
    return forms.ChoiceField(
        label=label,
        choices=lambda: choices_of(source),
        required=False,
        help_text=PortalSettings._meta.get_field(name).help_text,
    )


class PortalSettingsForm(RecordForm):
    sector_vocabulary = vocabulary_field("sector_vocabulary", _("Secteurs de la ville"), Vocabulary.Source.CHOSEN)
    network_vocabulary = vocabulary_field("network_vocabulary", _("Réseaux des écoles"), Vocabulary.Source.REGISTER)
    structure_vocabulary = vocabulary_field(
        "structure_vocabulary", _("Types de structures"), Vocabulary.Source.REGISTER
    )


PortalSettings.base_form_class = PortalSettingsForm
