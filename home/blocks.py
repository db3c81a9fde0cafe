"""The doors of the home page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class DoorLinkBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Intitulé"))
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    address = blocks.CharBlock(
        label=_("ou adresse"), required=False, help_text=_("Une recherche, par exemple /recherche/?theme=parentalite.")
    )

    class Meta:
        icon = "link"
        label = _("Lien")


class DoorBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Titre"))
    text = blocks.CharBlock(label=_("Phrase"), required=False)
    picture = blocks.ChoiceBlock(
        label=_("Dessin"),
        choices=[("parent", _("Un parent et un enfant")), ("pro", _("Un professionnel")), ("house", _("Une maison"))],
        default="parent",
    )
    tint = blocks.ChoiceBlock(
        label=_("Couleur"),
        choices=[("fiche", _("Brique")), ("ressource", _("Prune")), ("centre", _("Canal"))],
        default="fiche",
    )
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    address = blocks.CharBlock(
        label=_("ou adresse"), required=False, help_text=_("Par exemple /recherche/?public=parents.")
    )
    links = blocks.ListBlock(DoorLinkBlock(), label=_("Raccourcis"))

    class Meta:
        icon = "home"
        label = _("Porte")
