"""« Ce qui a changé », for readers."""

from django.db.models import Exists, OuterRef

from home.models import Change
from portal.visibility import public_pages


def public_changes(site, limit):
    """The latest explained changes of pages anyone may read, newest first."""
    # Asked of each change: SQLite would otherwise list all pages of the site first.
    is_public = Exists(public_pages(site).filter(pk=OuterRef("page")))
    return Change.objects.filter(is_public).select_related("page")[:limit]
