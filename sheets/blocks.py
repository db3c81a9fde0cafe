"""Blocks of sheets: those of any page, and the places where something happens."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from directory.choosers import OrganizationChooserBlock, ReferenceChooserBlock
from portal.blocks import DocumentItemBlock, DocumentsBlock
from search.live_lists.blocks import page_blocks


class SiteBlock(blocks.StructBlock):
    """A place: a school network, its schools, the community center nearby."""

    name = blocks.CharBlock(label=_("Nom"), help_text=_("Par exemple « Réseau REP+ Rosa Parks »."))
    college = OrganizationChooserBlock(label=_("Collège"), required=False)
    schools = blocks.ListBlock(OrganizationChooserBlock(label=_("École")), label=_("Écoles"), default=[])
    center = OrganizationChooserBlock(label=_("Centre social"), required=False)
    note = blocks.TextBlock(label=_("Précision"), required=False, rows=2)

    class Meta:
        icon = "site"
        label = _("Lieu")
        template = "components/blocks/site.html"


class SitesBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Titre"), required=False)
    sites = blocks.ListBlock(SiteBlock(), label=_("Lieux"))

    class Meta:
        icon = "site"
        label = _("Lieux")
        description = _("Les endroits où l’action se déroule")
        template = "components/blocks/sites.html"


class SheetDocumentBlock(DocumentItemBlock):
    """A file, an address, or a reference document, whose version of the day it is then."""

    reference = ReferenceChooserBlock(label=_("Document de référence"), required=False)


class SheetDocumentsBlock(DocumentsBlock):
    items = blocks.ListBlock(SheetDocumentBlock(), label=_("Documents"))

    class Meta:
        template = "components/blocks/sheet_documents.html"


def sheet_blocks():
    return [
        *((name, block) for name, block in page_blocks() if name != "documents"),
        ("documents", SheetDocumentsBlock()),
        ("sites", SitesBlock()),
    ]
