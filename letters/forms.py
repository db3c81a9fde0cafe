"""Asking for a letter."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jobs.mails.posting import can_be_written_to
from letters.models import Subscription
from portal.accounts.visitor_forms import VisitorForm


class LetterForm(VisitorForm):
    email = forms.CharField(
        label=_("Votre courriel"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("Il ne sert qu’à cette lettre, et s’efface quand vous la quittez."),
    )
    every = forms.ChoiceField(
        label=_("Recevoir la lettre"),
        choices=Subscription.Every.choices,
        initial=Subscription.Every.WEEK,
        widget=forms.RadioSelect,
    )

    def clean_email(self):
        email = self.cleaned_data["email"].strip()
        if not can_be_written_to(email):
            raise forms.ValidationError(_("Ce n’est pas une adresse, par exemple accueil@structure.example."))
        return email
