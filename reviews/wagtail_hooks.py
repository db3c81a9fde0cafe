"""Campaigns, reports and owners in the admin."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet

from reviews.admin.campaigns import CampaignView, CampaignViewSet
from reviews.admin.owners import OwnerView
from reviews.admin.reports import OneReport, ReportsList

register_snippet(CampaignViewSet)

campaigns = [path("<int:pk>/", CampaignView.as_view(), name="campaign")]
reports = [
    path("", ReportsList.as_view(), name="list"),
    path("liste/", ReportsList.as_view(results_only=True), name="list_results"),
    path("<int:pk>/", OneReport.as_view(), name="report"),
]


@hooks.register("register_admin_urls")
def review_addresses():
    return [
        path("campagnes/", include((campaigns, "campaigns"))),
        path("signalements/", include((reports, "reports"))),
        path("responsable/<int:page_id>/", OwnerView.as_view(), name="sheet_owner"),
    ]


class ReportsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("reviews.view_report")


@hooks.register("register_reports_menu_item")
def reports_menu_item():
    return ReportsMenuItem(_("Signalements"), reverse("reports:list"), name="reports", icon_name="warning", order=120)
