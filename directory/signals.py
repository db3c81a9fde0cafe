"""Records of the registers in use cannot be deleted; a contact that changes is told of."""

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from django.utils import timezone

from catalog.usage import refuse_used
from directory.models import Contact, Organization, Quartier, ReferenceDocument, ReferenceVersion
from directory.usage import record_usages
from portal.events import CONTACT_CHANGED


@receiver(pre_delete, sender=Organization)
@receiver(pre_delete, sender=Contact)
@receiver(pre_delete, sender=Quartier)
@receiver(pre_delete, sender=ReferenceDocument)
def protect_record(instance, **kwargs):
    refuse_used(instance, record_usages(instance))


@receiver(post_save, sender=Contact)
def announce_contact(instance, created, raw=False, **kwargs):
    if not created and not raw:
        CONTACT_CHANGED.send(sender=Contact, instance=instance, key=f"{instance.pk} {timezone.now().isoformat()}")


@receiver(post_delete, sender=ReferenceVersion)
def forget_file(instance, **kwargs):
    """Once nobody can undo it: the file of a version goes with its row."""
    if instance.file:
        transaction.on_commit(lambda: instance.file.storage.delete(instance.file.name))


@receiver(pre_save, sender=ReferenceVersion)
def forget_replaced_file(instance, **kwargs):
    before = ReferenceVersion.objects.filter(pk=instance.pk).values_list("file", flat=True).first()
    if before and before != instance.file.name:
        transaction.on_commit(lambda: instance.file.storage.delete(before))
