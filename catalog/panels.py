"""Panels that draw the fields made at request time, once each."""

from functools import partial

from django.forms import HiddenInput
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.compare import TextFieldComparison
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, TabbedInterface

from catalog.forms import PREFIX, vocabularies_for


class TermsComparison(TextFieldComparison):
    """Terms of one vocabulary in two revisions, under its name or the one that a property gives it."""

    def __init__(self, vocabulary, before, after, label=""):
        self.vocabulary, self.label = vocabulary, label or vocabulary.label
        self.val_a, self.val_b = self._text(before), self._text(after)

    def _text(self, page):
        own = {term.pk: term.label for term in self.vocabulary.terms.all()}
        return ", ".join(own[link.term_id] for link in page.page_terms.all() if link.term_id in own)

    def field_label(self):
        return self.label


class BoxesPanel(FieldPanel):
    """Stock writes each widget a second time, for scripts that ask the form for a field: none asks for boxes."""

    class BoundPanel(FieldPanel.BoundPanel):
        def js_opts(self):
            return {**super().js_opts(), "widget": HiddenInput()}


class ClassificationPanel(MultiFieldPanel):
    """One field per vocabulary that the page's kind carries, those that a property places elsewhere left out."""

    def __init__(self, children=(), heading=_("Classement"), **kwargs):
        super().__init__(children=children, heading=heading, **kwargs)

    class BoundPanel(MultiFieldPanel.BoundPanel):
        @cached_property
        def vocabularies(self):
            found = self.form.vocabularies if self.form else vocabularies_for(self.instance.kind_code)
            return [vocabulary for vocabulary in found if not vocabulary.properties.all()]

        @cached_property
        def children(self):
            return [self._field_panel(vocabulary) for vocabulary in self.vocabularies]

        def _field_panel(self, vocabulary):
            panel = BoxesPanel(PREFIX + vocabulary.code).bind_to_model(self.panel.model)
            prefix = f"{self.prefix}-{vocabulary.code}"
            return panel.get_bound_panel(instance=self.instance, request=self.request, form=self.form, prefix=prefix)

        def is_shown(self):
            return bool(self.vocabularies)

        def get_comparison(self):
            return [partial(TermsComparison, vocabulary) for vocabulary in self.vocabularies]


class DynamicTabs(TabbedInterface):
    """Stock tabs draw every field that no panel names: fields made at request time would appear twice."""

    class BoundPanel(TabbedInterface.BoundPanel):
        def render_missing_fields(self):
            drawn = {name: field for name, field in self.form.fields.items() if hasattr(field, "is_made_for_request")}
            for name in drawn:
                del self.form.fields[name]
            try:
                return super().render_missing_fields()
            finally:
                self.form.fields.update(drawn)
