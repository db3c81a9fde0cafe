"""A page that is a live list: a stored search, always up to date."""

import json

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import TabbedInterface
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from portal.blocks import body_blocks, stream_text
from portal.fields import StreamField
from portal.pages import BasePage, plain_tabs
from portal.schema_org import web_page
from search.live_lists.blocks import ListingBlock, listing_of
from search.live_lists.listing import MOST_SHOWN
from search.results.feeds import Channel, listing_feed
from search.results.table import ResultTable


def one_listing():
    """A new page begins with its list: there is nothing else to add to it."""
    return json.dumps([{"type": "listing", "value": {}}])


class CollectionPage(RoutablePageMixin, BasePage):
    page_icon = "tag"

    introduction = StreamField(
        body_blocks(), blank=True, verbose_name=_("présentation"), help_text=_("Au-dessus de la liste.")
    )
    listing = StreamField(
        [("listing", ListingBlock())],
        default=one_listing,
        min_num=1,
        max_num=1,
        verbose_name=_("liste"),
        help_text=_("Ce qu’elle montre."),
    )

    content_panels = [*BasePage.content_panels, "introduction", "listing"]
    parent_page_types = ["home.HomePage", "home.StandardPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")

    @property
    def stored(self):
        """The value of its one block; a draft may have none yet."""
        return self.listing[0].value if self.listing else None

    @property
    def feed_url(self):
        return self.get_url() + self.reverse_subpage("feed")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        if self.stored is None:
            return {**context, "listing": None}
        listing = listing_of(self.stored, request)
        is_table = self.stored.get("look") == "table"
        return {**context, "listing": listing, "table": ResultTable(listing) if is_table else None}

    @path("rss/", name="feed")
    def feed(self, request):
        if self.stored is None:
            raise Http404
        by_date = {**self.stored, "order": "date"}
        listing = listing_of(by_date, request, size=MOST_SHOWN)
        root = listing.site.root_url
        channel = Channel(root, self.title, self.get_url(), self.lead or self.title, self.feed_url)
        return listing_feed(listing, channel)

    def structured_data(self, portal):
        return web_page(self, portal, "CollectionPage")

    def search_text(self):
        """Without what it lists: those pages are found by their own words."""
        return stream_text(self.introduction)


CollectionPage.edit_handler = TabbedInterface(plain_tabs(CollectionPage))
