"""The panel of the properties: its fields are made at request time from the form, each drawn once."""

from functools import partial
from itertools import groupby

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import TextFieldComparison
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList

from catalog.panels import TermsComparison
from catalog.properties import properties_of
from sheets.forms import field_name
from sheets.properties.text import property_text

TAB = _("Propriétés")


class PropertyComparison(TextFieldComparison):
    """One property in two revisions."""

    def __init__(self, prop, before, after):
        self.prop = prop
        self.val_a, self.val_b = (property_text(page.property_values, prop) for page in (before, after))

    def field_label(self):
        return self.prop.label


class PropertiesPanel(ObjectList):
    """A tab: all groups of properties of the sheet's kind, each a panel under its name."""

    def __init__(self, children=(), heading=TAB, **kwargs):
        super().__init__(children=children, heading=heading, **kwargs)

    class BoundPanel(ObjectList.BoundPanel):
        @cached_property
        def properties(self):
            return self.form.properties if self.form else properties_of(self.instance.kind_code)

        @cached_property
        def children(self):
            groups = groupby(self.properties, key=lambda prop: prop.group)
            return [self._group(group, props) for group, props in groups]

        def _group(self, group, props):
            heading = group.label if group else self.heading
            panel = MultiFieldPanel([FieldPanel(field_name(prop)) for prop in props], heading=heading)
            return panel.bind_to_model(self.panel.model).get_bound_panel(
                instance=self.instance,
                request=self.request,
                form=self.form,
                prefix=f"{self.prefix}-group-{group.pk if group else 0}",
            )

        @property
        def visible_children_with_identifiers(self):
            return [(child, child.prefix.removeprefix(f"{self.prefix}-")) for child in self.visible_children]

        def is_shown(self):
            return bool(self.properties)

        def get_comparison(self):
            return [
                partial(TermsComparison, prop.vocabulary, label=prop.label)
                if prop.is_choice
                else partial(PropertyComparison, prop)
                for prop in self.properties
            ]
