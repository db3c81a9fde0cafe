"""The sitemap for robots: the public pages and the pages made of data, nothing else."""

from django.contrib.sitemaps import Sitemap as DjangoSitemap
from django.urls import reverse
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Site

from actions.models import ActionIndexPage
from directory.addresses import addresses_elsewhere
from home.lines import month_url
from home.months import History
from portal.visibility import public_pages
from schools.answers import addresses
from sheets.models import empty_lists
from sheets.who.organizations import public_organizations


class PublicSitemap(Sitemap):
    def items(self):
        site = Site.find_for_request(self.request)
        return public_pages(site).exclude(pk__in=empty_lists(site)).specific().order_by("path")


class DataSitemap(DjangoSitemap):
    """Addresses that no page stands for: search, functions, glossary, changes, axes, organizations, places."""

    def items(self):
        site = Site.objects.filter(is_default_site=True).first()
        indexes = ActionIndexPage.objects.filter(pk__in=public_pages(site))
        axes = [index.url + index.reverse_subpage("axis", args=[axis.code]) for index in indexes for axis in index.axes]
        elsewhere = addresses_elsewhere()
        actors = [each.public_url for each in public_organizations(site) if each.pk not in elsewhere]
        names = ("search", "who_does_what", "coverage", "glossary", "changes", "site_map", "open_data", "explained_api")
        months = map(month_url, History(site).months)
        return [*(reverse(name) for name in names), *months, *axes, *actors, *addresses()]

    def location(self, item):
        return item
