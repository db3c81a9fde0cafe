"""The register of organizations, with the columns and filters of the portal's."""

from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet

from bench.stock.detailed import Organization


class OrganizationViewSet(SnippetViewSet):
    model = Organization
    list_display = ["name", "acronym", "kind", "precision", "phone", "active"]
    list_filter = ["active", "kind", "sectors", "precision"]
    list_per_page = 50


register_snippet(OrganizationViewSet)
