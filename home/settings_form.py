"""The form of the site settings: the vocabulary of the sectors is chosen among those that pages carry."""

from django import forms
from django.utils.translation import gettext_lazy as _

from catalog.models import Vocabulary
from home.models import PortalSettings
from portal.publication.record_form import RecordForm


def sector_choices():
    """A code names a vocabulary in every language."""
    chosen = Vocabulary.objects.filter(source=Vocabulary.Source.CHOSEN)
    return {"": _("Aucun"), **{vocabulary.code: vocabulary.label for vocabulary in chosen}}


class PortalSettingsForm(RecordForm):
    sector_vocabulary = forms.ChoiceField(
        label=_("Secteurs de la ville"),
        choices=sector_choices,
        required=False,
        help_text=PortalSettings._meta.get_field("sector_vocabulary").help_text,
    )


PortalSettings.base_form_class = PortalSettingsForm
