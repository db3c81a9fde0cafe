"""A page that is a live list: a stored search, always up to date."""

from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from portal.blocks import body_blocks
from portal.pages import BasePage
from search.blocks import ListingBlock


class CollectionPage(BasePage):
    introduction = StreamField(
        body_blocks(), blank=True, verbose_name=_("présentation"), help_text=_("Au-dessus de la liste.")
    )
    listing = StreamField(
        [("listing", ListingBlock())], min_num=1, max_num=1, verbose_name=_("liste"), help_text=_("Ce qu’elle montre.")
    )

    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
