"""Schools and streets: lists, inspection and export as of every register."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, ObjectList, TabbedInterface

from directory.admin.registers import RegisterAdmin, column_of
from portal.publication.record_form import RecordForm
from schools.models import School, Street

SOURCE = ObjectList([FieldRowPanel(["source", "source_date"]), "code"], heading=_("D’où on le sait"))


class SchoolAdmin(RegisterAdmin):
    model = School
    menu_label = _("Écoles")
    menu_icon = "home"
    list_display = ("organization", "level", "label", "place", "center")
    place = column_of("place_name", _("quartier"))
    list_filter = ("level", "center", "organization__network")
    list_select_related = ("organization__quartier", "center")
    search_fields = ("organization__name", "organization__aliases", "uai", "level", "label", "center__name", "code")
    edit_handler = TabbedInterface(
        [
            ObjectList(["organization", FieldRowPanel(["uai", "level"]), "label", "center"], heading=_("L’école")),
            SOURCE,
        ],
        base_form_class=RecordForm,
    )
    inspect_view_fields = ("organization", "uai", "level", "label", "center", "source", "source_date", "code")
    list_export = ("code", "organization", "uai", "level", "label", "center", "source", "source_date")
    export_filename = "ecoles"


class StreetAdmin(RegisterAdmin):
    model = Street
    menu_label = _("Rues")
    menu_icon = "horizontalrule"
    list_display = ("name", "which", "quartier", "school")
    which = column_of("part", _("numéros"))
    list_filter = ("quartier", "school")
    list_select_related = ("quartier", "school__organization")
    search_fields = ("name", "aliases", "quartier__name", "school__organization__name", "code")
    edit_handler = TabbedInterface(
        [
            ObjectList(
                ["name", "aliases", FieldRowPanel(["quartier", "school"]), FieldRowPanel(["side", "first", "last"])],
                heading=_("La rue"),
            ),
            SOURCE,
        ],
        base_form_class=RecordForm,
    )
    inspect_view_fields = (
        "name", "aliases", "quartier", "school", "side", "first", "last", "source", "source_date", "code",
    )  # fmt: skip
    list_export = (
        "code", "name", "side", "first", "last", "quartier", "school", "source", "source_date",
    )  # fmt: skip
    export_filename = "rues"
