"""Places in the admin: one entry of the menu for quartiers, schools and streets."""

from django.utils.translation import gettext_lazy as _
from wagtail_modeladmin.options import ModelAdminGroup, modeladmin_register

from directory.admin.quartiers import QuartierAdmin
from schools.admin.registers import SchoolAdmin, StreetAdmin


@modeladmin_register
class PlacesGroup(ModelAdminGroup):
    menu_label = _("Lieux")
    menu_icon = "thumbtack"
    menu_order = 222
    items = (QuartierAdmin, SchoolAdmin, StreetAdmin)
