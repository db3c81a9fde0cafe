"""Where things are, in degrees (WGS 84): read as people paste them, and told from what is obviously elsewhere."""

import re
from math import asin, cos, radians, sin, sqrt
from statistics import median

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.inputs.addresses import without_invisible

EARTH_KM = 6371
TOWN_KM = 60  # farther from most of the others, a place is not in the same town
FEWEST = 3  # places that tell where the town is

_DEGREES = re.compile(r"^([+-]?\d{1,3}(?:[.,]\d+)?)°?$")
_SEXAGESIMAL = re.compile(r"^(\d{1,3})°(\d{1,2})['′’](?:(\d{1,2}(?:[.,]\d+)?)(?:[\"″”]|''|’’))?$")


def kilometres(one, other):
    """Between two (latitude, longitude)."""
    (lat1, lon1), (lat2, lon2) = (tuple(map(radians, place)) for place in (one, other))
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_KM * asin(min(1, sqrt(half)))


def middle(places):
    """Where most of the places are, whatever a few wrong ones say; None when they are too few to tell."""
    places = list(places)
    return tuple(map(median, zip(*places, strict=True))) if len(places) >= FEWEST else None


def is_far(place, center):
    return center is not None and kilometres(place, center) > TOWN_KM


class DegreesFormField(forms.FloatField):
    """« 50,6902 », « 50.6902° N » or « 50° 41′ 24″ N »."""

    widget = forms.TextInput(attrs={"inputmode": "decimal"})

    def __init__(self, **kwargs):
        super().__init__(**{**kwargs, "localize": True})

    def to_python(self, value):
        return super().to_python(self._in_degrees(value) if isinstance(value, str) else value)

    def _in_degrees(self, text):
        text = "".join(without_invisible(text).split()).replace("\N{MINUS SIGN}", "-").replace("º", "°")
        if not text:
            return text
        letter = text[-1].upper() if text[-1].isalpha() else ""
        found, parts = _DEGREES.match(text.rstrip("NSEWOnsewo")), _SEXAGESIMAL.match(text.rstrip("NSEWOnsewo"))
        if not (found or parts) or letter not in ("", *"NSEWO"):
            raise ValidationError(_("Écrivez un seul nombre, par exemple %(example)s."), params={"example": "50,6902"})
        degrees = (
            _number(found[1]) if found else sum(_number(part or "0") / 60**n for n, part in enumerate(parts.groups()))
        )
        return repr(-degrees if letter in ("S", "W", "O") and letter else degrees)


def _number(text):
    return float(text.replace(",", "."))


class DegreesField(models.FloatField):
    def formfield(self, **kwargs):
        return super().formfield(**{"form_class": DegreesFormField, **kwargs})

    def deconstruct(self):
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.FloatField", args, kwargs
