"""Schools in use cannot be deleted."""

from django.db.models.signals import pre_delete
from django.dispatch import receiver

from catalog.usage import refuse_used
from directory.usage import record_usages
from portal.usages import says_usages_of
from schools.models import School

says_usages_of("schools.school")(record_usages)


@receiver(pre_delete, sender=School)
def protect_school(instance, **kwargs):
    refuse_used(instance, record_usages(instance))
