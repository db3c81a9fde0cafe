"""A city's own documents in the admin: « Importer », its booklets and how they are described."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from imports.admin.mappings import MappingViewSet
from imports.admin.viewsets import BookletViewSet


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
