"""The coordination's screens in the admin."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from home.reports import ReviewReport


@hooks.register("register_admin_urls")
def review_urls():
    return [path("a-verifier/", ReviewReport.as_view(), name="review_report")]


@hooks.register("register_reports_menu_item")
def review_menu_item():
    return MenuItem(_("À vérifier"), reverse("review_report"), icon_name="date", order=100)
