"""The sitemap for robots: the public pages, and nothing else."""

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Site

from portal.visibility import public_pages


class PublicSitemap(Sitemap):
    def items(self):
        return public_pages(Site.find_for_request(self.request)).specific().order_by("path")
