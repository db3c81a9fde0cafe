"""Which public pages show a record of a register, and where in them."""

from collections import defaultdict

from django.db.models import prefetch_related_objects

from portal.references import references_from_pages
from portal.visibility import public_pages
from sheets.models import GenericSheetPage

VALUES = "property_values"


def pages_naming(model, site, keys=None):
    """``{key of a record: {page: {path}}}``, of these keys or of all, in the order of the site.

    A path is written as in the reference index; a page counts only where it shows what stands there.
    """
    where = references_from_pages(model, keys)
    found = defaultdict(dict)
    for page in _public(where, site):
        for key, paths in where.items():
            shown = {path for path in paths.get(page.pk, ()) if page.shows(path)}
            if shown:
                found[key][page] = shown
    return found


def _public(where, site):
    """Read in part: the city may stand in thousands. What a page shows is known by its class, or it is read whole."""
    public = public_pages(site)
    pages = list(public.filter(pk__in={pk for rows in where.values() for pk in rows}).specific(defer=True))
    valued = {pk for rows in where.values() for pk, paths in rows.items() if any(VALUES in path for path in paths)}
    asked = [page.pk for page in pages if page.pk in valued or isinstance(page, GenericSheetPage)]
    whole = {page.pk: page for page in public.filter(pk__in=asked).specific()} if asked else {}
    prefetch_related_objects([each for each in whole.values() if isinstance(each, GenericSheetPage)], "sheet_kind")
    return sorted((whole.get(page.pk, page) for page in pages), key=lambda page: page.path)
