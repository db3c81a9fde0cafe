"""The doors of the home page."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError


def is_address(text):
    """A path of this site, or a whole address: « javascript:… » and « //… » lead nowhere."""
    return bool(re.match(r"(/(?![/\\])|https?://[^/])\S*\Z", text or ""))


class DestinationBlock(blocks.StructBlock):
    def clean(self, value):
        value = super().clean(value)
        if value["address"] and not is_address(value["address"]):
            message = _("Écrivez une adresse de ce site, qui commence par « / », ou une adresse complète.")
            raise StructBlockValidationError({"address": ValidationError(message)})
        return value


class DoorLinkBlock(DestinationBlock):
    label = blocks.CharBlock(label=_("Intitulé"))
    page = blocks.PageChooserBlock(label=_("Page"), required=False)
    address = blocks.CharBlock(
        label=_("ou adresse"), required=False, help_text=_("Une recherche, par exemple /recherche/?theme=parentalite.")
    )

    class Meta:
        icon = "link"
        label = _("Lien")


class DoorBlock(DestinationBlock):
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
