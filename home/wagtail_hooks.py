"""The coordination's screens in the admin."""

from copy import copy

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from home import settings_form  # noqa: F401 - the form that the settings then have
from home.guide import GuideView, guide_address
from home.reports import ReviewReport
from home.work import WorkPanel


@hooks.register("register_admin_urls")
def review_urls():
    return [
        path("a-verifier/", ReviewReport.as_view(), name="review_report"),
        path("guide/", GuideView.as_view(), name="guide"),
    ]


@hooks.register("register_reports_menu_item")
def review_menu_item():
    return MenuItem(_("À vérifier"), reverse("review_report"), icon_name="date", order=100)


@hooks.register("construct_homepage_panels")
def what_there_is_to_do(request, panels):
    panels.append(WorkPanel(request))


class GuideOfThisScreen(MenuItem):
    """Leads to the part of the guide that tells of the screen it is on."""

    def render_component(self, request):
        item = copy(self)  # the menu is shared by all who are served at this moment
        item.url = guide_address(request.path)
        return MenuItem.render_component(item, request)


@hooks.register("register_help_menu_item")
def guide_of_this_screen():
    return GuideOfThisScreen(_("Guide de cet écran"), reverse("guide"), icon_name="help", order=10)


@hooks.register("register_help_menu_item")
def whole_guide():
    return MenuItem(_("Guide de la rédaction"), reverse("guide"), icon_name="doc-full", order=20)
