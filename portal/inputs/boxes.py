"""Boxes that say which of them were drawn: a browser sends nothing of a box left empty."""

from django import forms
from django.utils.html import format_html

PREFIX = "drawn-"


class DrawnBoxes(forms.CheckboxSelectMultiple):
    """What a form opened earlier did not draw is then told from what was unticked in it."""

    def render(self, name, value, attrs=None, renderer=None):
        mark = format_html('<input type="hidden" name="{}{}" value="{}">', PREFIX, name, " ".join(self._codes()))
        return super().render(name, value, attrs, renderer) + mark

    def _codes(self):
        return [str(code) for code, _label in self.choices]

    def value_omitted_from_data(self, data, files, name):
        return name not in data and PREFIX + name not in data

    def undrawn(self, data, name, stored):
        """Those of the ``stored`` values that had no box; none for who sends no mark."""
        if PREFIX + name not in data:
            return []
        drawn = data[PREFIX + name].split()
        return [value for value in stored if str(value) not in drawn]
