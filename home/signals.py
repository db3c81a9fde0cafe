"""« Ce qui a changé »: the editor's note is kept when a page goes public, once."""

from django.dispatch import receiver
from django.utils import timezone
from wagtail.signals import page_published

from home.models import Change
from portal.pages import BasePage


@receiver(page_published)
def record_change(instance, **kwargs):
    """The same note twice is the same change; a page merely scheduled has not changed yet."""
    if not isinstance(instance, BasePage) or not instance.live or not instance.change_note.strip():
        return
    note, latest = instance.change_note.strip(), Change.objects.filter(page_id=instance.pk).first()
    if latest is None or latest.note != note:
        is_new = latest is None and instance.first_published_at == instance.last_published_at
        Change.objects.create(page_id=instance.pk, note=note, date=timezone.now(), is_new=is_new)
