"""Kinds of sheets, made in the browser; those of the code are shown there too, locked."""

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet

from catalog.admin.kind_form import SheetKindForm
from catalog.admin.kind_views import AddKind, DeleteKind, EditKind, KindFields
from catalog.kinds import sheets_of
from catalog.models import SheetKind
from portal.admin.columns import YesNoColumn
from portal.templatetags.portal_tags import icon


class CodedNotice(HelpPanel):
    """Says why most of this kind cannot be changed."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self):
            return self.instance.is_coded


def _drawing(kind):
    return format_html('<span class="kind-tint {}">{}</span>', kind.tint, icon(kind.icon, "kind-icon"))


class KindViewSet(ModelViewSet):
    model = SheetKind
    icon = "doc-full-inverse"
    menu_label = _("Types de fiche")
    list_display = [
        "name",
        Column("drawing", label=_("Icône"), accessor=_drawing),
        "code",
        Column("sheets", label=_("Fiches"), accessor=lambda kind: sheets_of(kind).count()),
        YesNoColumn("retired", label=_("Retiré"), sort_key="retired"),
        YesNoColumn("is_coded", label=_("Prévu par le portail")),
    ]
    list_filter = ["retired"]
    ordering = ["order", "name"]
    search_fields = ["name", "plural", "code"]
    copy_view_enabled = False
    add_view_class = AddKind
    edit_view_class = EditKind
    delete_view_class = DeleteKind
    edit_handler = ObjectList(
        [
            CodedNotice(
                _(
                    "Ce type est prévu par le portail : son nom, son icône, sa couleur et ses rubriques ne changent "
                    "pas ici, et il ne peut être ni retiré ni supprimé. Sa fiche modèle, sa relecture, son délai et "
                    "son rang se règlent."
                ),
                heading=_("Un type du portail"),
            ),
            MultiFieldPanel(["name", "plural", "icon", "tint"], heading=_("Le type")),
            "sections",
            HelpPanel(
                _(
                    "Toutes les fiches ont le même ordre : en quelques mots (français facile, « L’essentiel »), ce "
                    "qu’il faut faire, qui appeler, le texte, ce qui l’entoure, et d’où vient la fiche. Un groupe de "
                    "champs dit sa place : avant les contacts, après le texte ou à la fin (Groupes de propriétés)."
                ),
                heading=_("L’ordre de la fiche publiée"),
            ),
            FieldPanel("vocabularies"),
            KindFields(template="catalog/admin/kind_fields.html", heading=_("Fiche modèle et champs")),
            MultiFieldPanel(["workflow", "review_every"], heading=_("Suivi")),
            MultiFieldPanel(["order", "retired", "code"], heading=_("Réglages fins"), classname="collapsed"),
        ],
        base_form_class=SheetKindForm,
    )
