"""The one rule of what the public may see. Search, counts, lists, feeds, sitemap and API all start here."""

from django.db.models import Q
from django.utils import timezone
from wagtail.models import Page, Site


def not_expired(now=None):
    """Pages past their expiry date are gone at once, whether or not a scheduler ran."""
    return Q(expire_at__isnull=True) | Q(expire_at__gt=now or timezone.now())


def public_pages(site=None, model=Page):
    """Live, unexpired, unrestricted pages of ``site`` (the default site when none is given)."""
    site = site or Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return model.objects.none()
    return model.objects.live().public().filter(not_expired()).descendant_of(site.root_page, inclusive=True)


def is_public(page):
    """Whether anyone may read this page now. ``page`` may be stale: the database decides."""
    return any(public_pages(site).filter(pk=page.pk).exists() for site in Site.objects.select_related("root_page"))
