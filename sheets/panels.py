"""The tabs of a sheet's edit screen. Page types give their own panels through ``own_panels``."""

from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, ObjectList

from catalog.panels import ClassificationPanel, DynamicTabs
from portal.pages import BasePage
from sheets.kinds.panels import ModelSheetNotice, SectionClosedPanel, SectionPickedPanel
from sheets.properties.panels import PropertiesPanel


def audience_panel():
    return SectionClosedPanel(
        "audiences",
        named_by=("label",),
        heading=_("À qui s’adresse la fiche"),
        label=_("Public"),
        panels=[
            "label",
            FieldPanel("publics", widget=forms.CheckboxSelectMultiple),
            FieldRowPanel(["age_min", "age_max"], heading=_("Âges")),
            FieldPanel("levels", widget=forms.CheckboxSelectMultiple),
            "note",
            "inferred",
        ],
    )


def link_panels():
    return [
        SectionPickedPanel(
            "organization_links",
            heading=_("Organisations"),
            label=_("Organisation"),
            chooser_field_name="organization",
            named_by=("label", "organization"),
        ),
        SectionPickedPanel(
            "contact_links",
            heading=_("Contacts"),
            label=_("Contact"),
            chooser_field_name="contact",
            named_by=("contact",),
        ),
        SectionClosedPanel(
            "document_links",
            heading=_("Liens et documents"),
            label=_("Lien"),
            named_by=("label", "document", "reference"),
        ),
        SectionPickedPanel(
            "sheet_links",
            heading=_("À lire aussi"),
            label=_("Fiche"),
            chooser_field_name="related",
            named_by=("related",),
        ),
        "twin",
    ]


def follow_up_panels():
    return [
        *BasePage.follow_up_panels,
        MultiFieldPanel(["reviewed_on", "review_every"], heading=_("Fraîcheur")),
        MultiFieldPanel(["is_elsewhere", "elsewhere_town", "provenance"], heading=_("D’où vient la fiche")),
        "doubts",
        HelpPanel(
            _("Les doutes et les notes internes ne quittent jamais l’administration."), heading=_("Confidentialité")
        ),
    ]


def sheet_edit_handler(own_content=(), own_tab=None):
    """Tabs of a sheet. ``own_content`` follows the text; ``own_tab`` is ``(heading, panels)``."""
    content = [ModelSheetNotice(), *BasePage.content_panels, "summary", *own_content]
    content += ["body", "objectives", "easy_french", "cover"]
    tabs = [
        ObjectList(content, heading=_("Contenu")),
        ObjectList([audience_panel(), ClassificationPanel(), "perimeter_note"], heading=_("Public et classement")),
        PropertiesPanel(),
    ]
    if own_tab:
        tabs.append(ObjectList(own_tab[1], heading=own_tab[0]))
    return DynamicTabs(
        [
            *tabs,
            ObjectList(link_panels(), heading=_("Contacts et liens")),
            ObjectList(follow_up_panels(), heading=_("Suivi")),
            ObjectList(BasePage.promote_panels, heading=_("Référencement")),
            ObjectList(BasePage.settings_panels, heading=_("Publication")),
        ]
    )
