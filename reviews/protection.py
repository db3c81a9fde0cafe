"""What a campaign in preparation names stays: without it, the whole site would be asked."""

from django.db.models.signals import pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext as _
from wagtail.models import Page

from catalog.models import SheetKind
from catalog.usage import Usage, refuse_used
from reviews.models import Campaign


@receiver(pre_delete, sender=SheetKind)
def protect_kind(instance, **kwargs):
    _refuse(instance, kinds=instance)


@receiver(pre_delete, sender=Page)
def protect_section(instance, **kwargs):
    _refuse(instance, section=instance)


def _refuse(instance, **named):
    ready = Campaign.objects.filter(state=Campaign.State.READY, **named)
    refuse_used(instance, [Usage(str(campaign), _("campagne")) for campaign in ready])
