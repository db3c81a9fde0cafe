"""Reference documents: what one is for, who answers for it, who reads it, and its versions."""

from django import forms
from django.forms import CheckboxSelectMultiple
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, TabbedInterface

from directory.admin.registers import RegisterAdmin, column_of
from directory.models import ReferenceDocument
from directory.reference.who_sees import seen_by
from portal.inputs.rows import SpareRowsPanel
from portal.publication.record_form import RecordForm


class KeptFile(forms.FileInput):
    """The file that is there by its name: it has no address of its own."""

    def render(self, name, value, attrs=None, renderer=None):
        field = super().render(name, value, attrs, renderer)
        if not getattr(value, "_committed", False) or not value:
            return field
        kept = _("Fichier déposé : %s. En choisir un autre le remplace.") % value.name
        return format_html('{}<p class="help">{}</p>', field, kept)


class ReferenceForm(RecordForm):
    """Nobody gives themselves what is kept for others."""

    def clean(self):
        cleaned = super().clean()
        self._refuse_strangers(cleaned)
        if cleaned.get("level") == ReferenceDocument.Level.GROUPS and not cleaned.get("readers"):
            self.add_error("readers", _("Cochez au moins un groupe : personne d’autre ne recevra ce document."))
        return cleaned

    def _refuse_strangers(self, cleaned):
        kept = self.stored if self.stored and not self.stored.is_public else None
        if kept is None or kept.is_read_by(self.for_user):
            return
        readers = {group.pk for group in cleaned.get("readers", ())}
        before = set(kept.readers.values_list("pk", flat=True))
        if cleaned.get("level") != kept.level or readers != before:
            self.add_error("level", _("Seul un membre des groupes qui le lisent peut l’ouvrir à d’autres."))


HEADINGS = {
    "address": _("adresse permanente"),
    "shown_year": _("version du jour"),
    "last_day": _("dernier jour couvert"),
    "owner_name": _("responsable"),
}
for _name, _heading in HEADINGS.items():  # as lists, exports and the screen of a record ask for it
    getattr(ReferenceDocument, _name).fget.short_description = _heading


class ReferenceDocumentAdmin(RegisterAdmin):
    model = ReferenceDocument
    menu_label = _("Références")
    menu_icon = "doc-full-inverse"
    menu_order = 223
    list_display = ("title", "level", "year", "until", "owner")
    year = column_of("shown_year", HEADINGS["shown_year"])
    until = column_of("last_day", HEADINGS["last_day"])
    owner = column_of("owner_name", HEADINGS["owner_name"])
    list_filter = ("level", "owner_group")
    search_fields = ("title", "purpose", "code")
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    "title",
                    "purpose",
                    FieldPanel("source"),
                    SpareRowsPanel(
                        "versions",
                        heading=_("Versions"),
                        label=_("Version"),
                        panels=[
                            "year",
                            FieldPanel("file", widget=KeptFile),
                            FieldRowPanel(["valid_from", "valid_until"]),
                        ],
                    ),
                ],
                heading=_("Le document"),
            ),
            ObjectList(["level", FieldPanel("readers", widget=CheckboxSelectMultiple)], heading=_("Qui le reçoit")),
            ObjectList(["owner_contact", "owner_group", "code"], heading=_("Suivi")),
        ],
        base_form_class=ReferenceForm,
    )
    inspect_view_fields = ("title", "purpose", "level", "readers", "owner_contact", "owner_group", "address", "code")
    list_export = ("code", "title", "purpose", "shown_year", "last_day", "owner_name")
    export_filename = "documents-de-reference"

    def get_queryset(self, request):
        return super().get_queryset(request).filter(pk__in=seen_by(request.user).values("pk"))
