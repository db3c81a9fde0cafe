"""« Tableurs » in the menu of the admin."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from spreadsheets.admin import list_buttons, upload_views, views
from spreadsheets.tables.registry import all_tables

list_buttons.register()

screens = [
    path("", views.TablesView.as_view(), name="index"),
    path("depots/<int:pk>/", upload_views.UploadView.as_view(), name="upload"),
    path("<slug:name>/", views.TableView.as_view(), name="table"),
    path("<slug:name>/fichier/", views.download, name="download"),
    path("<slug:name>/correspondances/<int:pk>/oublier/", views.forget_mapping, name="forget_mapping"),
]


@hooks.register("register_admin_urls")
def spreadsheet_urls():
    return [path("tableurs/", include((screens, "spreadsheets")))]


class TablesMenuItem(MenuItem):
    def is_shown(self, request):
        return any(table.may_see(request.user) for table in all_tables())


@hooks.register("register_admin_menu_item")
def tables_menu_item():
    address = reverse("spreadsheets:index")
    return TablesMenuItem(_("Tableurs"), address, name="spreadsheets", icon_name="table", order=208)
