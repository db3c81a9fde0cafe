"""Form fields of properties, as forgiving as a person or a spreadsheet needs, and never silent."""

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from catalog.models.former_codes import by_code
from portal.inputs.days import DayField
from portal.pages import page_models


class NumberField(forms.DecimalField):
    """« 45,5 », « 45.5 » or « 1 200 »: at most ten digits and two decimals."""

    def __init__(self, **kwargs):
        super().__init__(max_digits=12, decimal_places=2, localize=True, **kwargs)

    def to_python(self, value):
        return super().to_python("".join(value.split()) if isinstance(value, str) else value)


class YesNoField(forms.TypedChoiceField):
    """Yes, no or not said. Django's own turns « oui » into "not said" without a word."""

    WORDS = {"true": "oui", "vrai": "oui", "1": "oui", "x": "oui", "false": "non", "faux": "non", "0": "non"}

    def __init__(self, **kwargs):
        choices = [("", _("Non renseigné")), ("oui", _("Oui")), ("non", _("Non"))]
        super().__init__(choices=choices, coerce=lambda word: word == "oui", empty_value=None, **kwargs)

    def to_python(self, value):
        word = str("" if value is None else value).strip().lower()
        return self.WORDS.get(word, word)

    def prepare_value(self, value):
        return {True: "oui", False: "non"}.get(value, value)

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


class SpreadsheetDayField(DayField):
    """Also a spreadsheet's date, which has a time."""

    def to_python(self, value):
        if isinstance(value, str) and value.strip().endswith((" 00:00:00", "T00:00:00")):
            value = value.strip()[:10]
        return super().to_python(value.date() if isinstance(value, datetime) else value)


class ReferenceField(forms.ModelChoiceField):
    """A record, by its primary key or by what names it in a spreadsheet."""

    def __init__(self, model: type[Model], keys: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(queryset=model._default_manager.all(), **kwargs)
        self.keys = keys

    def to_python(self, value):
        if value in self.empty_values or isinstance(value, self.queryset.model):
            return value or None
        text = str(value).replace("\0", "").strip()
        if text.isascii() and text.isdigit():
            return super().to_python(text if len(text) < 18 else "0")
        found = self._named(text)
        if found is None:
            raise ValidationError(self.error_messages["invalid_choice"], code="invalid_choice", params={"value": value})
        return found

    def _named(self, text):
        if self.queryset.model is Page:
            models = [(model, "code") for model in page_models()]
        else:
            models = [(self.queryset.model, key) for key in self.keys]
        found = [record for model, key in models for record in model._default_manager.filter(**{key: text})[:2]]
        return found[0] if len(found) == 1 else self._formerly(text)

    def _formerly(self, text):
        """A record that was merged into another is still known by its code."""
        return by_code(self.queryset.model._default_manager.all(), text) if "code" in self.keys else None

    def prepare_value(self, value):
        """The record itself when it is there: the chooser then shows it without asking the database again."""
        return value if isinstance(value, self.queryset.model) else super().prepare_value(value)

    def has_changed(self, initial, data):
        return str(getattr(initial, "pk", initial) or "") != str(data or "")
