"""Long lists of rows: each is a line under its name, that sends what it holds and draws its fields when it is opened.

Drawing the fields of sixty rows took two seconds and a megabyte. The screen's own empty row is the pattern of each:
``portal/admin/rows.js`` fills it in.
"""

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.db.models import prefetch_related_objects
from django.forms.formsets import ORDERING_FIELD_NAME
from django.utils.functional import cached_property
from django.utils.html import format_html, format_html_join
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.panels import FieldPanel, MultipleChooserPanel
from wagtail.admin.staticfiles import versioned_static
from wagtail.admin.widgets import BaseChooser

from portal.inputs.rows import RowsPanel


def chooser_fields(form):
    return [name for name, field in form.fields.items() if isinstance(field.widget, BaseChooser)]


def sent_values(bound_field):
    """What a browser would send of the field, were it drawn."""
    widget, value = bound_field.field.widget, bound_field.value()
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if value else []
    value = widget.format_value(bound_field.field.prepare_value(value))
    values = value if isinstance(value, list) else [value]
    return ["" if each is None else str(each) for each in values]


class ClosedRow:
    """One row of a formset as the template draws it."""

    def __init__(self, panel, child, position):
        self.panel, self.form, self.child, self.position = panel, child.form, child, position

    @property
    def is_closed(self):
        return not (self.form.is_bound and self.form.errors)

    @cached_property
    def name(self):
        try:
            return str(self.form.instance)
        except ObjectDoesNotExist:
            return ""

    def inputs(self):
        """In the order of the drawn form: opened, it has not changed."""
        shown = [name for name in self.panel.shown_names if name in self.form.fields]
        for name in [*shown, *(name for name in self.form.fields if name not in shown)]:
            bound = self.form[name]
            values = [str(self.position)] if name == ORDERING_FIELD_NAME else sent_values(bound)
            yield from (self._input(bound, name, value) for value in values)

    def _input(self, bound, name, value):
        chosen = self._chosen(name) if name in self.panel.choosers else {}
        written = {"name": bound.html_name, "value": value, **self._id_of(bound), **chosen}
        return format_html('<input type="hidden"{}>', format_html_join("", ' {}="{}"', written.items()))

    def _id_of(self, bound):
        """Boxes have several values under one name."""
        return {} if getattr(bound.field.widget, "allow_multiple_selected", False) else {"id": bound.auto_id}

    def _chosen(self, name):
        record = getattr(self.form.instance, name, None)
        if not record:
            return {}
        return {"data-title": str(record), "data-edit": self.panel.urls.get_edit_url(record) or ""}


class ClosedRowsPanel(RowsPanel):
    """``named_by``: the fields that a row takes its name from, the first that is filled in, for scripts."""

    def __init__(self, relation_name, named_by=(), **kwargs):
        self.named_by = named_by
        super().__init__(relation_name, **kwargs)

    def clone_kwargs(self):
        return {**super().clone_kwargs(), "named_by": self.named_by}

    class BoundPanel(RowsPanel.BoundPanel):  # type: ignore[name-defined]  # Wagtail's, not typed
        template_name = "portal/admin/closed_rows.html"

        @property
        def media(self):
            return super().media + forms.Media(js=[versioned_static("portal/admin/rows.js")])

        @cached_property
        def rows(self):
            self._read_choices()
            return [ClosedRow(self, child, index + 1) for index, child in enumerate(self.children)]

        def _read_choices(self):
            """What all rows name, in one query a column."""
            rows = [child.form.instance for child in self.children]
            prefetch_related_objects(rows, *self.choosers, *getattr(self.formset.model, "read_with", ()))

        @cached_property
        def choosers(self):
            return chooser_fields(self.empty_child.form)

        @cached_property
        def urls(self):
            return AdminURLFinder()

        @cached_property
        def shown_names(self):
            return [each.field_name for each in leaves(self.empty_child) if isinstance(each, FieldPanel.BoundPanel)]

        @property
        def named_by(self):
            return " ".join(self.panel.named_by)


def leaves(panel):
    children = getattr(panel, "children", ())
    return [leaf for child in children for leaf in leaves(child)] if children else [panel]


class PickedRowsPanel(ClosedRowsPanel, MultipleChooserPanel):
    """Several are picked at once; where a row may also do without its record, it is added by itself."""

    class BoundPanel(ClosedRowsPanel.BoundPanel, MultipleChooserPanel.BoundPanel):
        template_name = "portal/admin/picked_rows.html"

        @property
        def chosen_plural(self):
            column = self.formset.model._meta.get_field(self.panel.chooser_field_name)
            return column.related_model._meta.verbose_name_plural

        @property
        def may_do_without(self):
            return not self.formset.empty_form.fields[self.panel.chooser_field_name].required
