"""Index pages: an introduction, and the faceted listing of the search with its type fixed."""

from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import TabbedInterface

from portal.blocks import stream_text
from portal.fields import StreamField
from portal.pages import BasePage, plain_tabs
from portal.visibility import public_pages
from search.live_lists.blocks import page_blocks
from search.results.listing import Listing
from search.results.missed import note_search


class IndexPage(BasePage):
    """``listed_type`` is the value of the ``type`` facet this page lists."""

    listed_type = ""
    is_section = True
    hides_when_empty = False  # from the menu, the foot and the maps, while it lists nothing
    max_count_per_parent: int | None = 1

    introduction = StreamField(
        page_blocks(), blank=True, verbose_name=_("présentation"), help_text=_("Au-dessus de la liste.")
    )

    content_panels = [*BasePage.content_panels, "introduction"]
    parent_page_types = ["home.HomePage"]

    class Meta:
        abstract = True

    @cached_property
    def _site(self):
        return self.get_site()

    def listed_codes(self):
        return (self.listed_type,)

    def listed_pages(self):
        """The public pages below this one, as their own classes."""
        return list(public_pages(self._site).child_of(self).specific().order_by("path"))

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        fixed = {"type": self.listed_codes()}
        context["listing"] = Listing.from_request(request, fixed=fixed, path=self.get_url(request))
        return context

    def serve(self, request, *args, **kwargs):
        return self.answered(request, super().serve(request, *args, **kwargs))

    @staticmethod
    def answered(request, response):
        """The response, once the search it answers was counted where it found nothing."""
        listing = (getattr(response, "context_data", None) or {}).get("listing")
        if listing:
            note_search(request, listing)
        return response

    def search_text(self):
        return stream_text(self.introduction)


IndexPage.edit_handler = TabbedInterface(plain_tabs(IndexPage))
