"""*Rapports › Qualité* and *Rapports › Départs*; what is hard to read, told while somebody writes."""

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from directory.glossary import published_entries
from portal.text.readability import measure
from reviews.departures import departures
from reviews.models import Score

LONGEST = 60_000  # letters


class AdviceColumn(Column):
    cell_template_name = "reviews/advice_cell.html"


class QualityReport(ReportView):
    page_title = gettext_lazy("Qualité des fiches")
    header_icon = "tasks"
    index_url_name = "quality:list"
    index_results_url_name = "quality:list_results"
    template_name = "reviews/quality.html"
    default_ordering = ("points", "pk")
    show_export_buttons = False
    no_results_message = gettext_lazy("Aucune fiche n’a encore été regardée : un travail de fond le fait chaque jour.")
    columns = [
        TitleColumn(
            "page",
            label=gettext_lazy("Fiche"),
            accessor="page",
            get_url=lambda score: reverse("wagtailadmin_pages:edit", args=[score.page_id]),
        ),
        Column("points", label=gettext_lazy("Sur 100")),
        AdviceColumn("advice", label=gettext_lazy("Pour l’améliorer")),
    ]

    def dispatch(self, request, *args, **kwargs):
        if not may_write(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        pages = page_permission_policy.instances_user_has_any_permission_for(self.request.user, ["change"])
        return Score.objects.filter(page__in=pages.values("pk")).select_related("page")


def may_write(user):
    """Whether this account has a page to make better."""
    return page_permission_policy.user_has_permission(user, "change")


class DeparturesReport(WagtailAdminTemplateMixin, TemplateView):
    template_name = "reviews/departures.html"
    header_icon = "user"
    page_title = gettext_lazy("Départs")

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("directory.change_contact"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(departures=departures(), **kwargs)


@require_POST
def readability(request):
    """What would make a text easier, in sentences; the text is not kept."""
    text = request.POST.get("text", "")[:LONGEST]
    found = measure(text, {entry.term for entry in published_entries()})
    return JsonResponse({"advice": _advice(found), "words": found.words})


def _advice(found):
    advice = []
    if found.long_sentences:
        n = len(found.long_sentences)
        long_ones = ngettext("Une phrase longue, à couper :", "%(n)d phrases longues, à couper :", n) % {"n": n}
        advice.append(f"{long_ones} « {found.long_sentences[0][:90]}… »")
    if found.acronyms:
        advice.append(_("Sigles que rien n’explique : %s.") % ", ".join(found.acronyms))
    if found.long_words:
        advice.append(_("Mots longs : %s.") % ", ".join(found.long_words))
    return advice
