"""What Wagtail says of a publication and of a withdrawal, said as events of the portal."""

from django.dispatch import receiver
from wagtail.signals import page_published, page_unpublished

from portal import events


@receiver(page_published)
def announce(sender, instance, **kwargs):
    """Wagtail also says it of a page merely scheduled, which nobody can read yet."""
    if instance.live:
        is_first = instance.first_published_at == instance.last_published_at
        events.PUBLISHED.send(sender=sender, instance=instance, is_first=is_first)


@receiver(page_unpublished)
def announce_withdrawal(sender, instance, **kwargs):
    events.WITHDRAWN.send(sender=sender, instance=instance)
