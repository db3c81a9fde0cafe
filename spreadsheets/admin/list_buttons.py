"""« Tableur » above the list of each register."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import HeaderButton

from portal.admin import list_buttons
from spreadsheets.tables.registry import SINGLE

MADE_OF_MANY = ("catalog.term", "catalog.vocabulary")  # a table for each vocabulary: their list


def register():
    for table in SINGLE:
        list_buttons.add(table.model._meta.label_lower, _to_table(table))
    for label in MADE_OF_MANY:
        list_buttons.add(label, _to_all)


def _to_table(table):
    def make(user):
        address = reverse("spreadsheets:table", args=[table.name])
        return HeaderButton(_("Tableur"), address, icon_name="table") if table().may_see(user) else None

    return make


def _to_all(user):
    return HeaderButton(_("Tableurs"), reverse("spreadsheets:index"), icon_name="table")
