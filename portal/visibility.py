"""The one rule of what the public may see. Search, counts, lists, feeds, sitemap and API all start here."""

from django.db.models import CharField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.utils import timezone
from wagtail.models import Page, PageViewRestriction, Site

from portal.cache.shared import shared_by_visits
from portal.reading.statements import Statement
from portal.requests.visits import in_visit


def not_expired(now=None):
    """Pages past their expiry date are gone at once, whether or not a scheduler ran."""
    return Q(expire_at__isnull=True) | Q(expire_at__gt=now or timezone.now())


@shared_by_visits
def restrictions_exist():
    return PageViewRestriction.objects.exists()


def not_restricted():
    """Neither the page, nor one above it, nor what it is an alias of, asks for a password, a login or a group."""
    if in_visit() and not restrictions_exist():
        return Q()  # most sites have none: half of the time of each list went into asking
    return ~_restricted_above("path") & ~_restricted_above("alias_of__path")


def _restricted_above(path):
    below = ExpressionWrapper(OuterRef(path), CharField())
    return Exists(PageViewRestriction.objects.annotate(below=below).filter(below__startswith=F("page__path")))


def public_pages(site=None, model=Page):
    """Live, unexpired, unrestricted pages of ``site`` (the default site when none is given)."""
    return _public_pages(site, model).all()  # each asker's own: one that is shared would keep what it found


@shared_by_visits
def _public_pages(site, model):
    site = site or Site.objects.filter(is_default_site=True).select_related("root_page").first()
    if site is None:
        return model.objects.none()
    pages = model.objects.live().filter(not_expired(), not_restricted())
    return pages.descendant_of(site.root_page, inclusive=True)


def public_among(site, keys):
    """``{primary key: page}`` of those of these keys that are public."""
    keys = tuple(keys)
    return {page.pk: page for page in _public_by_key(site, len(keys))(*keys)} if keys else {}


@shared_by_visits
def _public_by_key(site, count):
    return Statement(lambda *keys: public_pages(site).filter(pk__in=keys), count).made()


def is_public(record):
    """Whether anyone may see a record of a register: it says so itself, and one that says nothing is not shown."""
    return getattr(record, "is_public", False) is True


def public_records(model, keys, read_pages):
    """``{primary key: record}`` of those that anyone may see.

    ``read_pages`` does the same for pages, of which many are asked at once: by the rule above, or of what is read.
    """
    if issubclass(model, Page):
        return read_pages(keys)
    return {pk: record for pk, record in model._default_manager.in_bulk(keys).items() if is_public(record)}
