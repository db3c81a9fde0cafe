"""Values of the properties that editors define in the browser: one JSON column, in drafts and revisions too."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.property_types import TYPES


class PropertyValuesField(models.JSONField):
    """``{code: {"t": type, "v": value}}``: each cell says its type, so that its links outlive the definition."""

    def extract_references(self, value):
        """What Wagtail's reference index is told: ``(model, pk, model path, content path)``."""
        for code, cell in cells_of(value).items():
            target = TYPES[cell["t"]].target
            if target and cell["v"]:
                yield target(), str(cell["v"]), code, code


def cells_of(values):
    """The well-formed cells: a damaged one, from an old revision or another tool, is passed over."""
    if not isinstance(values, dict):
        return {}
    return {code: cell for code, cell in values.items() if _is_cell(cell)}


def _is_cell(cell):
    return isinstance(cell, dict) and cell.get("t") in TYPES and "v" in cell


class PropertiesMixin(models.Model):
    """A page with properties: sheets, centers and events alike."""

    property_values = PropertyValuesField(_("propriétés"), default=dict, blank=True, editable=False)

    class Meta:
        abstract = True
