"""Campaigns, reports and owners in the admin."""

from django.templatetags.static import static
from django.urls import include, path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import page_permission_policy
from wagtail.snippets.models import register_snippet

from reviews.admin import kept_true
from reviews.admin.campaigns import CampaignView, CampaignViewSet
from reviews.admin.owners import OwnerView
from reviews.admin.reports import OneReport, ReportsList
from reviews.links.screens import LinksReport, OneLink

register_snippet(CampaignViewSet)

campaigns = [path("<int:pk>/", CampaignView.as_view(), name="campaign")]
reports = [
    path("", ReportsList.as_view(), name="list"),
    path("liste/", ReportsList.as_view(results_only=True), name="list_results"),
    path("<int:pk>/", OneReport.as_view(), name="report"),
]
links = [
    path("", LinksReport.as_view(), name="list"),
    path("liste/", LinksReport.as_view(results_only=True), name="list_results"),
    path("<int:pk>/", OneLink.as_view(), name="link"),
]

quality = [
    path("", kept_true.QualityReport.as_view(), name="list"),
    path("liste/", kept_true.QualityReport.as_view(results_only=True), name="list_results"),
]


@hooks.register("register_admin_urls")
def review_addresses():
    return [
        path("campagnes/", include((campaigns, "campaigns"))),
        path("signalements/", include((reports, "reports"))),
        path("liens/", include((links, "links"))),
        path("responsable/<int:page_id>/", OwnerView.as_view(), name="sheet_owner"),
        path("qualite/", include((quality, "quality"))),
        path("departs/", kept_true.DeparturesReport.as_view(), name="departures"),
        path("lisibilite/", kept_true.readability, name="readability"),
    ]


class ReportsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("reviews.view_report")


@hooks.register("register_reports_menu_item")
def reports_menu_item():
    return ReportsMenuItem(_("Signalements"), reverse("reports:list"), name="reports", icon_name="warning", order=120)


class QualityMenuItem(MenuItem):
    def is_shown(self, request):
        return kept_true.may_write(request.user)


@hooks.register("register_reports_menu_item")
def quality_menu_item():
    return QualityMenuItem(
        _("Qualité des fiches"), reverse("quality:list"), name="quality", icon_name="tasks", order=125
    )


class DeparturesMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("directory.change_contact")


@hooks.register("register_reports_menu_item")
def departures_menu_item():
    return DeparturesMenuItem(_("Départs"), reverse("departures"), name="departures", icon_name="user", order=130)


@hooks.register("insert_editor_js")
def readability_script():
    return format_html(
        '<script src="{}" data-readability="{}" defer></script>',
        static("reviews/readability.js"),
        reverse("readability"),
    )


class LinksMenuItem(MenuItem):
    def is_shown(self, request):
        return page_permission_policy.user_has_any_permission(request.user, ["change"])


@hooks.register("register_reports_menu_item")
def links_menu_item():
    return LinksMenuItem(_("Liens"), reverse("links:list"), name="links", icon_name="link", order=125)
