"""« Ce qui a changé »: the editor's note is kept when a page goes public, once."""

from django.dispatch import receiver
from django.utils import timezone

from home.models import Change
from portal.events import PUBLISHED
from portal.pages import BasePage


@receiver(PUBLISHED)
def record_change(instance, is_first, **kwargs):
    """The same note twice is the same change."""
    if not isinstance(instance, BasePage) or not instance.change_note.strip():
        return
    note, latest = instance.change_note.strip(), Change.objects.filter(page_id=instance.pk).first()
    if latest is None or latest.note != note:
        is_new = latest is None and is_first
        Change.objects.create(page_id=instance.pk, note=note, date=timezone.now(), is_new=is_new)
