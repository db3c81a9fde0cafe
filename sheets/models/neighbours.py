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
        return {**context, "neighbours": public_among(Site.find_for_request(request), self.neighbour_ids())}

    def read_together(self):
        """Before anything is shown: what the templates would read row by row."""

    def neighbour_ids(self):
        return page_ids_in(self)
