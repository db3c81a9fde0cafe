"""Records of the registers in use cannot be deleted; a contact that changes is told of."""

from django.db.models.signals import post_save, pre_delete
from django.dispatch import receiver
from django.utils import timezone

from catalog.usage import refuse_used
from directory.models import Contact, Organization, Quartier
from directory.usage import record_usages
from portal.events import CONTACT_CHANGED


@receiver(pre_delete, sender=Organization)
@receiver(pre_delete, sender=Contact)
@receiver(pre_delete, sender=Quartier)
def protect_record(instance, **kwargs):
    refuse_used(instance, record_usages(instance))


@receiver(post_save, sender=Contact)
def announce_contact(instance, created, raw=False, **kwargs):
    if not created and not raw:
        CONTACT_CHANGED.send(sender=Contact, instance=instance, key=f"{instance.pk} {timezone.now().isoformat()}")
