"""Which public pages show a record of a register, and where in them."""

from collections import defaultdict

from django.db.models import prefetch_related_objects

from portal.references import references_from_pages
from portal.visibility import public_pages
from sheets.models import GenericSheetPage


def pages_naming(model, site, keys=None):
    """``{key of a record: {page: {path}}}``, of these keys or of all, in the order of the site.

    A path is written as in the reference index; a page counts only where it shows what stands there.
    """
    where = references_from_pages(model, keys)
    found = defaultdict(dict)
    for page in _public({pk for rows in where.values() for pk in rows}, site):
        for key, paths in where.items():
            shown = {path for path in paths.get(page.pk, ()) if page.shows(path)}
            if shown:
                found[key][page] = shown
    return found


def _public(keys, site):
    """Kinds say which sections a page shows: read once for all."""
    pages = list(public_pages(site).filter(pk__in=keys).specific().order_by("path"))
    prefetch_related_objects([page for page in pages if isinstance(page, GenericSheetPage)], "sheet_kind")
    return pages
