"""What a page is shown with, rows and the pages it leads to: each table is read once, whatever the number of rows."""

from django.db import models
from wagtail.models import Site

from portal.visibility import public_among
from sheets.properties.display import page_ids_in


class NeighboursMixin(models.Model):
    """``neighbours`` in its templates: ``{primary key: page}`` of those anyone may read among the pages it names."""

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        self.read_together()
        context = super().get_context(request, *args, **kwargs)
        neighbours = public_among(Site.find_for_request(request), self.neighbour_ids())
        return {**context, "neighbours": neighbours, "names_lead": self._is_everybodys(request)}

    def _is_everybodys(self, request):
        """An organization that only a private page names has no page of its own to be led to."""
        return getattr(request, "is_preview", False) or not self.get_view_restrictions()

    def read_together(self):
        """Before anything is shown: what the templates would read row by row."""

    def neighbour_ids(self):
        return page_ids_in(self)
