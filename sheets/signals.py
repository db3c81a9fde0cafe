"""A property made, shown, hidden or retired changes what its pages answer to: they are indexed again by themselves."""

from django.db.models.signals import m2m_changed, post_delete, post_save, pre_save
from django.dispatch import receiver

from directory.models import SheetProperty
from directory.property_usage import page_ids_with_value
from search.indexing import enqueue

INDEXED_FIELDS = ("type", "unit", "visibility", "retired")


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
