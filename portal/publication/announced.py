"""What Wagtail says of a publication, a withdrawal and a review, said as events of the portal."""

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, workflow_submitted

from portal import events


@receiver(page_published)
def announce(sender, instance, **kwargs):
    """Wagtail also says it of a page merely scheduled, which nobody can read yet."""
    if instance.live:
        is_first = instance.first_published_at == instance.last_published_at
        events.PUBLISHED.send(sender=sender, instance=instance, is_first=is_first, key=version_of(instance))


@receiver(page_unpublished)
def announce_withdrawal(sender, instance, **kwargs):
    events.WITHDRAWN.send(sender=sender, instance=instance, key=version_of(instance))
    if instance.expired:
        events.EXPIRED.send(sender=sender, instance=instance, key=version_of(instance))


@receiver(workflow_submitted)
def announce_review(sender, instance, user=None, **kwargs):
    page = instance.content_object
    if isinstance(page, Page):
        events.SENT_TO_REVIEW.send(sender=type(page), instance=page, user=user, key=f"{page.pk} {instance.pk}")


def version_of(page):
    """The page as it was last made public: the same words until it is published again."""
    moment = page.last_published_at
    return f"{page.pk} {moment.isoformat() if moment else ''}"
