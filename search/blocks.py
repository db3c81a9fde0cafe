"""« Liste automatique »: a search stored in a page."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ListingBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Titre"), required=False)

    class Meta:
        icon = "list-ul"
        label = _("Liste automatique")
