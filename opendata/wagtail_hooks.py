"""Open data in the admin."""

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from opendata.admin import files, values
from portal.admin.menus import FOLLOW_UP


@hooks.register("register_admin_urls")
def open_data_addresses():
    return [
        path("donnees-ouvertes/correspondances/", values.NationalValuesView.as_view(), name="national_values"),
        path("donnees-ouvertes/fichiers/", files.FilesView.as_view(), name="open_data_files"),
    ]


class RightfulMenuItem(MenuItem):
    def __init__(self, *args, right, **kwargs):
        super().__init__(*args, **kwargs)
        self.right = right

    def is_shown(self, request):
        return request.user.has_perm(self.right)


@hooks.register(FOLLOW_UP)
def files_menu_item():
    label, address = _("Données ouvertes"), reverse("open_data_files")
    return RightfulMenuItem(label, address, name="open-data", icon_name="download", order=300, right=files.RIGHT)


@hooks.register(FOLLOW_UP)
def values_menu_item():
    label, address = _("Correspondances nationales"), reverse("national_values")
    return RightfulMenuItem(label, address, name="national-values", icon_name="tag", order=310, right=values.RIGHT)
