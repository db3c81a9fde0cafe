"""« Toutes les fiches »: one line per sheet, drafts as they are today, with an export of every property.

For editors: what is reserved to them is in the file too, which the public's exports never have.
"""

import django_filters
from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from catalog.kinds import pages_of
from catalog.models import SheetKind, Vocabulary
from catalog.properties import load_properties, told_apart
from catalog.property_usage import models_with_properties
from portal.admin.exports import SafeExportMixin
from sheets.filling.fields import lacking, lacking_choices
from sheets.properties.text import property_cell

OWN = {
    "code": _("code"),
    "title": _("titre"),
    "kind": _("type de fiche"),
    "state": _("état"),
    "summary": _("résumé"),
    "reviewed_on": _("vérifiée le"),
}


class SheetFilterSet(WagtailFilterSet):
    kind = django_filters.ModelChoiceFilter(
        label=_("Type de fiche"), queryset=SheetKind.objects.all(), method="of_kind"
    )

    without = django_filters.ChoiceFilter(label=_("Sans valeur"), choices=lacking_choices, method="lacking_value")

    class Meta:
        model = Page
        fields = ["kind", "live", "without"]

    def of_kind(self, pages, name, kind):
        return pages.filter(pk__in=pages_of(kind))

    def lacking_value(self, pages, name, key):
        ids, codes = lacking(key)
        kinds = [] if codes is None else SheetKind.objects.filter(code__in=codes)
        with_field = {pk for kind in kinds for pk in pages_of(kind).values_list("pk", flat=True)}
        return pages.filter(pk__in=ids if codes is None else ids & with_field)


def state_of(page):
    if not page.live:
        return _("Brouillon")
    return _("Publiée, modifications en attente") if page.has_unpublished_changes else _("Publiée")


def edit_address(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def title_id(page):
    return f"page_{page.pk}_title"


class SheetReport(SafeExportMixin, ReportView):
    page_title = _("Toutes les fiches")
    header_icon = "doc-full"
    model = Page
    index_url_name = "sheet_report"
    index_results_url_name = "sheet_report_results"
    filterset_class = SheetFilterSet
    any_permission_required = ["add", "change", "publish"]
    is_searchable = True
    search_fields = ["title"]
    default_ordering = "title"
    template_name = "sheets/admin/report.html"
    columns = [
        BulkActionsColumn("bulk_actions"),
        TitleColumn("title", label=_("Titre"), get_url=edit_address, get_title_id=title_id, sort_key="title"),
        Column("kind", label=_("Type de fiche"), accessor="kind_name"),
        Column("state", label=_("État"), accessor=state_of),
        DateColumn("latest_revision_created_at", label=_("Modifiée le"), sort_key="latest_revision_created_at"),
    ]
    export_filename = "fiches"

    def get_filtered_queryset(self):
        """Once: stock reports filter what they found a second time, which answers 500 as soon as words are searched."""
        return self.get_queryset()

    def get_base_queryset(self):
        allowed = self.permission_policy.instances_user_has_any_permission_for(self.request.user, ["change", "publish"])
        return Page.objects.type(*models_with_properties()).filter(pk__in=allowed).specific()

    def decorate_paginated_queryset(self, object_list):
        """Each row names its kind: they are read together."""
        pages = list(object_list)
        prefetch_related_objects([page for page in pages if page.kind_is_content], "sheet_kind")
        return pages

    @cached_property
    def exported(self):
        return [prop for prop in told_apart(load_properties()) if prop.export and not prop.is_choice]

    @cached_property
    def vocabularies(self):
        return list(Vocabulary.objects.exclude(source=Vocabulary.Source.REGISTER))

    @cached_property
    def headings(self):
        names = {prop.vocabulary_id: prop.label for prop in load_properties() if prop.vocabulary_id}
        terms = {f"terms:{each.code}": names.get(each.pk, each.label) for each in self.vocabularies}
        return {**OWN, **terms, **{f"prop:{each.code}": each.heading for each in self.exported}}

    @property
    def list_export(self):
        return list(self.headings)

    def get_heading(self, queryset, field):
        return str(self.headings[field])

    def to_row_dict(self, item):
        return super().to_row_dict(_Row(item, self.exported, self.vocabularies))


class _Row:
    """A sheet as its latest draft has it, every column an attribute named as its key."""

    def __init__(self, page, properties, vocabularies):
        draft = page.get_latest_revision_as_object() if page.has_unpublished_changes else page.specific
        self.code, self.title, self.summary, self.reviewed_on = draft.code, draft.title, draft.lead, draft.reviewed_on
        self.kind, self.state = draft.kind_name, str(state_of(page))
        terms = draft.chosen_terms()
        for each in vocabularies:
            setattr(self, f"terms:{each.code}", " ; ".join(term.label for term in terms.get(each.code, ())))
        for each in properties:
            setattr(self, f"prop:{each.code}", property_cell(draft.property_values, each))
