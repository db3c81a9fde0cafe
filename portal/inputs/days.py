"""Form fields of dates, as forgiving as a person needs: « 15 septembre 2026 » is read, what is no date never is."""

import re
from datetime import UTC

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput, AdminTimeInput

from portal.inputs.addresses import without_invisible

MONTHS = {
    "janvier": 1, "janv": 1, "fevrier": 2, "février": 2, "fevr": 2, "févr": 2, "fev": 2, "fév": 2, "mars": 3,
    "avril": 4, "avr": 4, "mai": 5, "juin": 6, "juillet": 7, "juil": 7, "aout": 8, "août": 8, "septembre": 9,
    "sept": 9, "octobre": 10, "oct": 10, "novembre": 11, "nov": 11, "decembre": 12, "décembre": 12, "dec": 12,
    "déc": 12,
}  # fmt: skip
_IN_WORDS = re.compile(r"^(?:\w+ )?(\d{1,2})(?:er)? ([^\W\d_]+)\.?,? (\d{4})(?:,? ?(?:à|a)? ?(\d.*))?$")
_HOUR_AFTER = re.compile(r"(?<=\d),? (?:à|a) (?=\d)")  # « 15/09/2026 à 14h30 »
_MIDNIGHT = re.compile(r"^\s*24(?=\s*[h:.]?\s*0{0,2}\s*$)", re.IGNORECASE)
YEARS = 1900, 2200


def in_digits(text):
    """« mardi 1er sept. 2026 à 14 h » is 1/9/2026 14 h; of what has digits, only the « à » goes."""
    text = " ".join(without_invisible(text).lower().split())
    found = _IN_WORDS.match(text)
    if not found or found[2] not in MONTHS:
        return _HOUR_AFTER.sub(" ", text)
    day, month, year, hour = found.groups()
    return " ".join(filter(None, [f"{day}/{MONTHS[month]}/{year}", hour]))


class _Plausible:
    """A year of four digits may still be a slip of the finger."""

    def to_python(self, value):
        moment = super().to_python(in_digits(value) if isinstance(value, str) else value)
        if moment and not YEARS[0] <= moment.year <= YEARS[1]:
            raise ValidationError(_("Écrivez une année entre 1900 et 2200."), code="invalid")
        return moment


class DayField(_Plausible, forms.DateField):
    default_error_messages = {"invalid": _("Cette date n’est pas lisible : écrivez-la ainsi, 15/09/2026.")}
    widget = AdminDateInput


class MomentField(_Plausible, forms.DateTimeField):
    default_error_messages = {"invalid": _("Cette date n’est pas lisible : écrivez-la ainsi, 15/09/2026 14:30.")}
    widget = AdminDateTimeInput

    def to_python(self, value):
        try:
            return super().to_python(value)
        except ValidationError as error:
            if error.code != "ambiguous_timezone":
                raise
            return when_clocks_change(error.params["datetime"])


def when_clocks_change(moment):
    """Of an hour that comes twice, the first; an hour that is skipped is refused with the one to write instead."""
    first = timezone.make_aware(moment)
    lived = timezone.localtime(first.astimezone(UTC))
    if timezone.make_naive(lived) == moment:
        return first
    raise ValidationError(
        _("Cette heure n’existe pas, les horloges avancent ce jour-là : écrivez %(hour)s.")
        % {"hour": f"{lived:%d/%m/%Y %H:%M}"},
        code="invalid",
    )


class HourField(forms.TimeField):
    """« 24:00 » is how a day ends: midnight, which a clock calls 00:00."""

    default_error_messages = {"invalid": _("Cette heure n’est pas lisible : écrivez-la ainsi, 9:30 ou 9h30.")}
    widget = AdminTimeInput

    def to_python(self, value):
        return super().to_python(_MIDNIGHT.sub("00", without_invisible(value)) if isinstance(value, str) else value)


def register():
    """For every form of the admin: pages, registers, records."""
    for column, field in (
        (models.DateField, DayField),
        (models.DateTimeField, MomentField),
        (models.TimeField, HourField),
    ):
        register_form_field_override(column, override={"form_class": field, "widget": field.widget})
