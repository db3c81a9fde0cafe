"""The form of an organization: a place that lies far from all the others is asked about before it is kept."""

from django import forms
from django.utils.translation import gettext as _

from directory.models import Organization
from portal.inputs.places import is_far, middle
from portal.publication.record_form import RecordForm


class OrganizationForm(RecordForm):
    # What was asked about at the last press: pressing again keeps it.
    asked_place = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean(self):
        cleaned = super().clean()
        place = (cleaned.get("latitude"), cleaned.get("longitude"))
        if None not in place and cleaned.get("asked_place") != str(place) and self._has_moved(place):
            self._ask(place)
        return cleaned

    def _has_moved(self, place):
        return place != (self.initial.get("latitude"), self.initial.get("longitude"))

    def _ask(self, place):
        others = Organization.objects.exclude(pk=self.instance.pk).exclude(latitude=None)
        town = middle(others.values_list("latitude", "longitude"))
        if not is_far(place, town):
            return
        if is_far(place[::-1], town):
            question = _(
                "Ce point est à plus de 60 km des autres organisations. Corrigez-le, ou enregistrez de nouveau pour "
                "le garder."
            )
        else:
            question = _(
                "Latitude et longitude semblent inversées : ce point est à plus de 60 km des autres organisations. "
                "Échangez-les, ou enregistrez de nouveau pour le garder."
            )
        self.add_error("latitude", question)
        self.data = self.data.copy()
        self.data[self.add_prefix("asked_place")] = str(place)


Organization.base_form_class = OrganizationForm
