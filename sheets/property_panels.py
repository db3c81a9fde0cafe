"""The panel of the properties: its fields are made at request time from the form, each drawn once."""

from functools import partial
from itertools import groupby

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import TextFieldComparison
from wagtail.admin.panels import FieldPanel, MultiFieldPanel

from directory.models import SheetProperty
from directory.panels import TermsComparison
from directory.properties import properties_of
from sheets.forms import field_name
from sheets.property_text import property_text


class PropertyComparison(TextFieldComparison):
    """One property in two revisions."""

    def __init__(self, prop, before, after):
        self.prop = prop
        self.val_a, self.val_b = (property_text(page.property_values, prop) for page in (before, after))

    def field_label(self):
        return self.prop.label


class PropertiesPanel(MultiFieldPanel):
    """All groups of properties of the sheet's kind, under their names."""

    def __init__(self, children=(), heading=_("Propriétés"), **kwargs):
        super().__init__(children=children, heading=heading, **kwargs)

    class BoundPanel(MultiFieldPanel.BoundPanel):
        @cached_property
        def properties(self):
            return self.form.properties if self.form else properties_of(self.instance.kind_code)

        @cached_property
        def children(self):
            groups = groupby(self.properties, key=lambda prop: prop.group)
            return [panel for group, props in groups for panel in self._group(group, list(props))]

        def _group(self, group, props):
            fields = [FieldPanel(field_name(prop)) for prop in props]
            if group is None:
                return [self._bound(panel, prop.code) for panel, prop in zip(fields, props, strict=True)]
            return [self._bound(MultiFieldPanel(fields, heading=group.label), f"group-{group.pk}")]

        def _bound(self, panel, name):
            return panel.bind_to_model(self.panel.model).get_bound_panel(
                instance=self.instance, request=self.request, form=self.form, prefix=f"{self.prefix}-{name}"
            )

        @property
        def visible_children_with_identifiers(self):
            return [(child, child.prefix.rpartition("-")[2]) for child in self.children if child.is_shown()]

        def is_shown(self):
            return bool(self.properties)

        def get_comparison(self):
            return [
                partial(TermsComparison, prop.vocabulary)
                if prop.type == SheetProperty.Type.CHOICE
                else partial(PropertyComparison, prop)
                for prop in self.properties
            ]
