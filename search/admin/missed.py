"""« Recherches sans résultat »: what people look for and do not find, as ``search.results.missed`` counted it."""

from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_filters import DateFromToRangeFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column, NumberColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from catalog.models import Term
from portal.admin.exports import SafeExportMixin
from search.models import MissedSearch
from search.queries.taxonomy import Taxonomy, load_taxonomy
from search.results.missed import DAYS_BEFORE_WORDS


class MissedFilterSet(WagtailFilterSet):
    last_day = DateFromToRangeFilter(label=_("Dernier jour"), widget=DateRangePickerWidget)

    class Meta:
        model = MissedSearch
        fields = ["last_day"]


class LeadColumn(Column):
    """One click from words looked for in vain to where they should lead."""

    cell_template_name = "search/admin/lead_cell.html"


class MissedReport(SafeExportMixin, ReportView):
    page_title = _("Recherches sans résultat")
    header_icon = "search"
    template_name = "search/admin/missed_report.html"
    index_url_name = "missed_report"
    index_results_url_name = "missed_report_results"
    filterset_class = MissedFilterSet
    is_searchable = True
    search_fields = ["words"]
    default_ordering = "-times"
    no_results_message = _("Aucune recherche sans résultat n’a encore été faite sur trois jours différents.")
    any_permission_required = ["add", "change", "view"]
    permission_policy = ModelPermissionPolicy(Term)  # who gives words their synonyms, and pages their words
    columns = [
        Column("words", label=_("Mots cherchés"), sort_key="words"),
        NumberColumn("days", label=_("Jours"), sort_key="days"),
        NumberColumn("times", label=_("Fois"), sort_key="times"),
        Column("outcome", label=_("Ce qui a manqué"), sort_key="in_part"),
        # A day, and no hour: « il y a 56 minutes » would be said of one that began at midnight.
        Column("last_day", label=_("Dernier jour"), sort_key="last_day", accessor=lambda missed: day(missed.last_day)),
        Column("used_facets", label=_("Filtres employés")),
        LeadColumn("lead", label=_("Faire trouver"), accessor=lambda missed: missed.words),
    ]
    list_export = ["words", "days", "times", "outcome", "last_day", "used_facets"]
    export_filename = "recherches-sans-resultat"

    def get_base_queryset(self):
        return MissedSearch.objects.exclude(words="")

    def decorate_paginated_queryset(self, object_list):
        taxonomy = load_taxonomy()
        for missed in object_list:
            missed.used_facets = facet_words(missed.facets, taxonomy)
            missed.outcome = outcome(missed.times - missed.in_part, missed.in_part)
        return object_list

    def get_heading(self, queryset, field):
        return next(str(column.label) for column in self.columns if column.name == field)

    def get_context_data(self, **kwargs):
        unread = MissedSearch.objects.filter(words="").count()
        return super().get_context_data(unread=unread, days=DAYS_BEFORE_WORDS, **kwargs)


def day(value: date) -> str:
    return date_format(value, "j F Y")


def outcome(nothing: int, in_part: int) -> str:
    """« Rien », or « Pas tout » where the rest of the search was answered; both with their numbers."""
    if not in_part:
        return gettext("Rien trouvé")
    if nothing <= 0:
        return gettext("Pas tout")
    return gettext("Rien trouvé (%(nothing)s), pas tout (%(in_part)s)") % {"nothing": nothing, "in_part": in_part}


def facet_words(facets: dict[str, int], taxonomy: Taxonomy) -> str:
    """« Sport (3), 7 ans (1) », the most used first; what a vocabulary no longer knows keeps its code."""
    used = sorted(facets.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{_label(facet, taxonomy)} ({times})" for facet, times in used)


def _label(used: str, taxonomy: Taxonomy) -> str:
    facet, _equals, code = used.partition("=")
    known = facet in taxonomy.by_code and taxonomy.accepts(facet, code)
    return taxonomy.label(facet, code) if known else used
