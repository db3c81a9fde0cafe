"""A city's own documents in the admin: « Importer », with descriptions of booklets; what contradicts itself."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup

from imports.admin.mappings import MappingViewSet
from imports.admin.viewsets import BookletViewSet
from imports.watch.views import ContradictionsReport


class Imports(ViewSetGroup):
    menu_label = _("Importer")
    menu_icon = "upload"
    menu_order = 207
    items = (
        BookletViewSet("livrets", url_prefix="importer/livrets"),
        MappingViewSet("descriptions", url_prefix="importer/descriptions"),
    )


@hooks.register("register_admin_viewset")
def register_imports():
    return Imports()


@hooks.register("register_admin_urls")
def watch_urls():
    return [path("contradictions/", ContradictionsReport.as_view(), name="contradictions")]


@hooks.register("register_reports_menu_item")
def watch_menu_item():
    return MenuItem(
        _("Contradictions"), reverse("contradictions"), name="contradictions", icon_name="warning", order=150
    )
