"""What the search must read again: pages whose property changes, lists that are no longer empty, or are again."""

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from directory.models import SheetProperty
from directory.property_usage import page_ids_with_value
from search.indexing import enqueue

from .models import GenericSheetPage, SheetIndexPage

INDEXED_FIELDS = ("type", "visibility", "retired")


@receiver(pre_save, sender=SheetProperty)
def note_change(instance, raw=False, **kwargs):
    stored = SheetProperty.objects.filter(pk=instance.pk).values(*INDEXED_FIELDS).first()
    changed = stored is None or any(stored[name] != getattr(instance, name) for name in INDEXED_FIELDS)
    instance.is_to_index = changed and not raw


@receiver(post_save, sender=SheetProperty)
def index_pages(instance, **kwargs):
    """Also of a new one: pages may hold values of an earlier property of that code."""
    if instance.is_to_index:
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
