"""What the search must read again when properties and lists change; pages and documents in use are not deleted."""

from django.db.models import QuerySet
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from wagtail.documents import get_document_model
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished

from catalog.models import SheetProperty
from catalog.property_usage import page_ids_with_value
from portal.admin.reader import on_a_screen
from portal.admin.refusals import StillUsed
from portal.memos import Memo
from search.indexing.sync import enqueue

from .models import GenericSheetPage, SheetIndexPage
from .protection import deletion_refused, page_refused

INDEXED_FIELDS = ("type", "visibility", "retired")

changes = Memo()


@receiver(pre_save, sender=SheetProperty)
def note_change(instance, raw=False, **kwargs):
    stored = None if raw else SheetProperty.objects.filter(pk=instance.pk).values(*INDEXED_FIELDS).first()
    changes.keep(instance, stored and any(stored[name] != getattr(instance, name) for name in INDEXED_FIELDS))


@receiver(post_save, sender=SheetProperty)
def index_pages(instance, created, raw=False, **kwargs):
    """Also of a new one: pages may hold values of an earlier property of that code."""
    if changes.take(instance) or (created and not raw):
        enqueue(page_ids_with_value(instance.code))


@receiver(post_delete, sender=SheetProperty)
def index_pages_without(instance, **kwargs):
    enqueue(page_ids_with_value(instance.code))


@receiver(m2m_changed, sender=SheetProperty.kinds.through)
def index_pages_of_kinds(instance, action, **kwargs):
    if action.startswith("post_") and isinstance(instance, SheetProperty):
        enqueue(page_ids_with_value(instance.code))


@receiver([page_published, page_unpublished, post_delete], sender=GenericSheetPage)
def index_lists(**kwargs):
    """A list is found as soon as it has something to list, and no longer once it has nothing."""
    enqueue(SheetIndexPage.objects.values_list("pk", flat=True))


@receiver(pre_delete, sender=get_document_model())
def protect_document(instance, **kwargs):
    if on_a_screen():
        _refuse(instance, deletion_refused(instance))


@receiver(pre_delete, sender=Page)
def protect_page(instance, origin=None, **kwargs):
    """What is deleted together is asked about once: it is known from the query that Django started from."""
    if not on_a_screen() or getattr(origin, "asked_about", False):
        return
    if not isinstance(origin, QuerySet):
        _refuse(instance, deletion_refused(instance))
    else:
        origin.asked_about = True
        together = list(origin.order_by().values_list("pk", flat=True))
        for page in Page.objects.filter(pk__in=together):
            _refuse(page, page_refused(page, together))


def _refuse(record, reason):
    if reason:
        raise StillUsed(reason, {record})
