"""Quartiers: one sector of each division of the town, a center, and where that is written."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, TabbedInterface

from directory.admin.registers import RegisterAdmin
from directory.models import Quartier
from directory.models.quartiers import one_of_each_scheme
from portal.publication.record_form import RecordForm


class QuartierForm(RecordForm):
    def clean_sectors(self):
        sectors = self.cleaned_data["sectors"]
        one_of_each_scheme(sectors)
        return sectors

    def clean_neighbours(self):
        return self.cleaned_data["neighbours"].exclude(pk=self.instance.pk)


class QuartierAdmin(RegisterAdmin):
    model = Quartier
    menu_label = _("Quartiers")
    menu_icon = "thumbtack"
    list_display = ("name", "center", "source", "source_date")
    list_filter = ("sectors", "center")
    list_select_related = ("center",)
    search_fields = ("name", "aliases", "center__name", "source", "code")
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    "name",
                    "aliases",
                    "center",
                    FieldPanel("sectors", widget=CheckboxSelectMultiple),
                    FieldPanel("neighbours", widget=CheckboxSelectMultiple),
                ],
                heading=_("Le quartier"),
            ),
            ObjectList([FieldRowPanel(["source", "source_date"]), "code"], heading=_("D’où on le sait")),
        ],
        base_form_class=QuartierForm,
    )
    inspect_view_fields = ("name", "aliases", "sectors", "center", "neighbours", "source", "source_date", "code")
    list_export = ("code", "name", "center", "source", "source_date")
    export_filename = "quartiers"
