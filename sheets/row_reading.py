"""A sheet's rows, each table read once whatever the number of rows."""

from django.db.models import Prefetch, prefetch_related_objects

from sheets.models import ContactLink, DocumentLink, OrganizationLink
from sheets.properties.display import page_ids_in


def gather_rows(page):
    """Only sheets have rows. Those of a draft came with its revision, and the database knows others."""
    if page.pk and hasattr(page, "organizations") and not getattr(page, "_cluster_related_objects", None):
        prefetch_related_objects([page], *[lookup for name, lookup in _lookups() if hasattr(page, name)])


def neighbour_ids(page):
    """The pages this one leads to: its related sheets, its twin, those its programme names."""
    ids = set(getattr(page, "linked_page_ids", ()))
    ids |= page_ids_in(page) if hasattr(page, "public_cells") else set()
    ids |= {link.related_id for link in page.shown_links} if hasattr(page, "organizations") else set()
    twin = getattr(page, "twin_key", None)
    return ids | {twin} if twin else ids


def _lookups():
    contacts = ContactLink.objects.select_related("contact__organization", "contact__sector")
    return [
        ("organization_links", Prefetch("organization_links", OrganizationLink.objects.select_related("organization"))),
        ("contact_links", Prefetch("contact_links", contacts)),
        ("document_links", Prefetch("document_links", DocumentLink.objects.select_related("document"))),
        ("sheet_links", "sheet_links"),
        ("rollout_rows", "rollout_rows"),
        ("rollout_rows", "rollout_rows__organization"),
    ]
