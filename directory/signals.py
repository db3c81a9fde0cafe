"""Records of the registers in use cannot be deleted."""

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from catalog.usage import refuse_used
from directory.models import Contact, Organization, Quartier
from directory.usage import record_usages


@receiver(pre_delete, sender=Organization)
@receiver(pre_delete, sender=Contact)
@receiver(pre_delete, sender=Quartier)
def protect_record(instance, **kwargs):
    refuse_used(instance, record_usages(instance))
