"""« Ce qui a changé »: the editor's note when a page goes public, once; a withdrawal, of what anyone could read."""

from django.dispatch import receiver
from django.utils import timezone
from wagtail.models import Page

from home.models import Change, Withdrawal
from portal.events import PUBLISHED, WITHDRAWN
from portal.pages import BasePage
from portal.visibility import not_restricted


@receiver(PUBLISHED)
def record_change(instance, is_first, **kwargs):
    """The same note twice is the same change."""
    if not isinstance(instance, BasePage) or not instance.change_note.strip():
        return
    note, latest = instance.change_note.strip(), Change.objects.filter(page_id=instance.pk).first()
    if latest is None or latest.note != note:
        is_new = latest is None and is_first
        Change.objects.create(page_id=instance.pk, note=note, date=timezone.now(), is_new=is_new)


@receiver(WITHDRAWN)
def record_withdrawal(instance, **kwargs):
    """Whoever deletes a page says so of the page alone, whose class is then asked."""
    is_ours = issubclass(instance.specific_class or Page, BasePage)
    if is_ours and Page.objects.filter(not_restricted(), pk=instance.pk).exists():
        Withdrawal.objects.create(page_key=instance.pk, path=instance.path, date=timezone.now())
