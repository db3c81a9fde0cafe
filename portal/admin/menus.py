"""« Suivi »: a place in the menu for what goes on by itself, filled by the rooms that do it."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import Menu, SubmenuMenuItem

FOLLOW_UP = "register_follow_up_menu_item"  # a room's ``menu_hook``


def follow_up():
    return SubmenuMenuItem(_("Suivi"), Menu(register_hook_name=FOLLOW_UP), icon_name="calendar-check", order=255)
