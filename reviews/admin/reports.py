"""What visitors report: a list, each with its state; a refusal has its reason."""

from django import forms
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from reviews.models import Report
from reviews.reports import decide


def reports_of(user):
    """All, for whoever follows them; of others, those on pages that they may edit."""
    reports = Report.objects.select_related("page", "by")
    if user.has_perm("reviews.change_report"):
        return reports
    pages = page_permission_policy.instances_user_has_any_permission_for(user, ["change"])
    return reports.filter(page__in=pages.values("pk"))


def refuse_others(user):
    if not user.has_perm("reviews.view_report"):
        raise PermissionDenied


class ReportsList(ReportView):
    page_title = _("Signalements")
    header_icon = "warning"
    index_url_name = "reports:list"
    index_results_url_name = "reports:list_results"
    default_ordering = "-pk"
    show_export_buttons = False
    no_results_message = _("Personne n’a rien signalé.")
    columns = [
        TitleColumn("about", label=_("Sur"), get_url=lambda report: reverse("reports:report", args=[report.pk])),
        Column("message", label=_("Message"), accessor=lambda report: report.message[:120]),
        Column("state", label=_("État"), accessor="get_state_display"),
        DateColumn("created", label=_("Reçu")),
    ]

    def dispatch(self, request, *args, **kwargs):
        refuse_others(request.user)
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        return reports_of(self.request.user)


class DecisionForm(forms.Form):
    state = forms.ChoiceField(label=_("État"), choices=Report.State)
    reason = forms.CharField(
        label=_("Ce qui a été fait, ou pourquoi non"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("state") == Report.State.REFUSED and not cleaned.get("reason", "").strip():
            self.add_error("reason", _("Écrivez pourquoi : qui a signalé peut le demander."))
        return cleaned


class OneReport(WagtailAdminTemplateMixin, FormView):
    template_name = "reviews/one_report.html"
    header_icon = "warning"
    form_class = DecisionForm

    def dispatch(self, request, *args, **kwargs):
        refuse_others(request.user)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def report(self):
        return get_object_or_404(reports_of(self.request.user), pk=self.kwargs["pk"])

    @property
    def page_title(self):
        return _("Signalement : %s") % self.report.about

    def get_breadcrumbs_items(self):
        above = {"url": reverse("reports:list"), "label": _("Signalements")}
        return [*super().get_breadcrumbs_items(), above, {"url": "", "label": self.report.about}]

    def get_initial(self):
        return {"state": self.report.state, "reason": self.report.reason}

    def get_context_data(self, **kwargs):
        return super().get_context_data(report=self.report, **kwargs)

    def form_valid(self, form):
        decide(self.report, form.cleaned_data["state"], form.cleaned_data["reason"].strip(), self.request.user)
        messages.success(self.request, _("C’est noté : %s.") % self.report.get_state_display().lower())
        return redirect("reports:list")
