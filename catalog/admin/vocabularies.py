"""Vocabularies and terms, made in the browser."""

from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from catalog.admin.deletion import RefuseUsed
from catalog.kinds import type_choices
from catalog.models import SheetKind, Term, Vocabulary
from catalog.models.names import spelled
from catalog.models.vocabularies import SAME_NAME, TWO_LEVELS
from catalog.property_names import name_problem
from catalog.usage import Usage, refusal, term_usages
from portal.admin.closed_rows import ClosedRowsPanel
from portal.admin.columns import YesNoColumn
from portal.admin.list_buttons import MoreButtons
from portal.inputs.boxes import DrawnBoxes
from portal.inputs.keys import is_key
from portal.inputs.rows import SpareRowsFormSet
from portal.publication.conflicts import InTurn
from portal.publication.record_form import RecordForm
from portal.references import indexed_once

TERM_PANELS = [
    "label",
    "short_label",
    "code",
    "icon",
    "parent",
    "counterpart",
    "synonyms",
    "description",
    "introduction",
    "matches_all",
    MultiFieldPanel(["age_min", "age_max", "school_level"], heading=_("Tranche d’âge"), classname="collapsed"),
    "concerns_children",
]


MOST_DRAWN = 150  # terms: beyond, a screen of megabytes that no server takes back


class VocabularyForm(RecordForm):
    page_types = forms.MultipleChoiceField(
        label=_("Pages qui le portent"),
        choices=type_choices,
        required=False,
        widget=DrawnBoxes,
        help_text=_("Le vocabulaire paraît dans le formulaire et sur ces pages."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        own = Term.objects.filter(vocabulary=self.instance.pk)
        if self._leaves_terms_out(own):
            del self.formsets["terms"]
            return
        formset = self.formsets["terms"]
        for fields in [*(form.fields for form in (*formset.forms, formset.empty_form)), formset.form.base_fields]:
            fields["parent"].queryset = own.filter(parent=None)
            fields["counterpart"].queryset = own

    def _leaves_terms_out(self, own):
        """What is sent is read, even if terms came since the form was drawn."""
        return "terms-TOTAL_FORMS" not in self.data if self.is_bound else own.count() > MOST_DRAWN

    def clean_page_types(self):
        boxes, stored = self.fields["page_types"].widget, self.instance.page_types or ()
        return [*self.cleaned_data["page_types"], *boxes.undrawn(self.data, "page_types", stored)]

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("label") and not (self.instance.pk and self.instance.properties.exists()):
            kinds = SheetKind.objects.filter(code__in=cleaned.get("page_types") or ())
            problem = name_problem(cleaned["label"], kinds, of_vocabulary=self.instance)
            if problem:
                self.add_error("label", problem)
        return cleaned

    def is_valid(self):
        """Terms in use are not deleted: the refusal stands beside the term and says where it serves."""
        valid = super().is_valid()
        for form in self.formsets["terms"].deleted_forms if "terms" in self.formsets else ():
            usages = term_usages(form.instance) if form.instance.pk else []
            if usages:
                self.add_error(None, ValidationError(refusal(form.instance, usages)))
                valid = False
        return valid

    def save(self, commit=True):
        """Terms are stored one after the other: the last ones would undo what the first said of them."""
        with indexed_once(self.instance):
            vocabulary = super().save(commit)
        if commit:
            for term in vocabulary.terms.all():
                term.pair_up()
        return vocabulary


Vocabulary.base_form_class = VocabularyForm


class TermForm(RecordForm):
    """Of a term that has its vocabulary, the others of the same one."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.vocabulary_id:
            own = Term.objects.filter(vocabulary=self.instance.vocabulary_id).exclude(pk=self.instance.pk)
            self.fields["parent"].queryset = own.filter(parent=None)
            self.fields["counterpart"].queryset = own


Term.base_form_class = TermForm


class DeleteTerm(RefuseUsed):
    reason = _("Le terme « %(name)s » sert encore : il ne peut pas être supprimé. Retirez-le d’abord de :")

    def find_usages(self):
        return term_usages(self.object)


class DeleteVocabulary(RefuseUsed):
    """A vocabulary goes with its terms: where one of them is used, both stay."""

    reason = _("Le vocabulaire « %(name)s » sert encore : il ne peut pas être supprimé. Ses termes sont employés par :")

    def find_usages(self):
        found = [usage for term in self.object.terms.all() for usage in term_usages(term)]
        found += [Usage(str(prop), _("propriété")) for prop in self.object.properties.all()]
        return list(dict.fromkeys(usage for usage in found if usage.where != "terme enfant"))


def are_elsewhere(form):
    return form is not None and "terms" not in form.formsets


class TermsFormSet(SpareRowsFormSet):
    def clean(self):
        """Of two new terms of one name, neither is stored yet: the form tells them."""
        super().clean()
        self._clean_parents()
        seen = set()
        for form in self.forms:
            place = form.cleaned_data.get("parent"), spelled(form.cleaned_data.get("label", ""))
            if self._should_delete_form(form) or not place[1]:
                continue
            if place in seen and "label" not in form.errors:
                form.add_error("label", SAME_NAME)
            seen.add(place)

    def _clean_parents(self):
        """Each row was compared with what is stored: two of them may change together."""
        forms = [form for form in self.forms if not self._should_delete_form(form)]
        under = {form.instance.pk for form in forms if form.cleaned_data.get("parent")}
        for form in forms:
            parent = form.cleaned_data.get("parent")
            if parent and parent.pk in under and "parent" not in form.errors:
                form.add_error("parent", TWO_LEVELS)


class TermsPanel(ClosedRowsPanel):
    formset_class = TermsFormSet

    class BoundPanel(ClosedRowsPanel.BoundPanel):
        def __init__(self, form, **kwargs):
            self.is_left_out = are_elsewhere(form)
            super().__init__(form=None if self.is_left_out else form, **kwargs)

        def is_shown(self):
            return not self.is_left_out and super().is_shown()


class TermsElsewhere(HelpPanel):
    """Where the terms are when they are too many for one screen."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self):
            return are_elsewhere(self.form)

        def get_context_data(self, parent_context=None):
            address = f"{reverse('termes:index')}?{urlencode({'vocabulary': self.instance.pk})}"
            add_address = f"{reverse('termes:add')}?{urlencode({'vocabulary': self.instance.pk})}"
            return {"address": address, "add_address": add_address, "number": self.instance.terms.count()}


class VocabularyIndexView(MoreButtons, IndexView):
    pass


class TermIndexView(MoreButtons, IndexView):
    def get_base_queryset(self):
        return super().get_base_queryset().select_related("vocabulary", "parent")


class EditTerm(EditView):
    """Merging two terms is a screen of the registers, which stand above."""

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if not self.request.user.has_perms(["catalog.change_term", "catalog.delete_term"]):
            return buttons
        address = reverse("merge_record", args=["termes", self.object.pk])
        return [*buttons, Button(_("Fusionner avec…"), address, icon_name="resubmit", priority=30)]


class AddTerm(InTurn, CreateView):
    """To the vocabulary whose screen led here."""

    def get_initial_form_instance(self):
        term = super().get_initial_form_instance() or self.model()
        asked = self.request.GET.get("vocabulary", "")
        if is_key(asked):
            term.vocabulary = Vocabulary.objects.filter(pk=asked).first()
        return term


class VocabularyViewSet(ModelViewSet):
    model = Vocabulary
    icon = "tag"
    menu_label = _("Vocabulaires")
    list_display = [
        "label",
        "code",
        YesNoColumn("is_facet", label=_("Facette")),
        YesNoColumn("opens_first", label=_("Ouverte")),
        "order",
    ]
    ordering = ["order", "label"]
    search_fields = ["label", "code"]
    copy_view_enabled = False
    delete_view_class = DeleteVocabulary
    index_view_class = VocabularyIndexView
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    MultiFieldPanel(["label", "help", "icon"], heading=_("Le vocabulaire")),
                    MultiFieldPanel([FieldPanel("page_types"), "multiple"], heading=_("Son emploi")),
                    MultiFieldPanel(["is_facet", "opens_first", "order", "in_lists"], heading=_("Dans la recherche")),
                    TermsPanel("terms", heading=_("Termes"), label=_("Terme"), panels=TERM_PANELS, named_by=("label",)),
                    TermsElsewhere(template="catalog/admin/terms_elsewhere.html", heading=_("Termes")),
                ],
                heading=_("Vocabulaire et termes"),
            ),
            ObjectList(["code", "kind", "branches_as_facets", "source"], heading=_("Réglages fins")),
        ],
        base_form_class=VocabularyForm,
    )


class TermViewSet(ModelViewSet):
    model = Term
    icon = "tag"
    menu_label = _("Termes")
    list_display = ["label", "code", "vocabulary", Column("parent", label=_("Terme parent"))]
    list_filter = ["vocabulary", "matches_all"]
    search_fields = ["label", "code"]
    list_per_page = 100
    copy_view_enabled = False
    delete_view_class = DeleteTerm
    index_view_class = TermIndexView
    add_view_class = AddTerm
    edit_view_class = EditTerm
    panels = ["vocabulary", *TERM_PANELS]
