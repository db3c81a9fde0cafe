"""What a meeting names stays, and what calendars hold of a date that goes away is cancelled there."""

from django.db.models import QuerySet
from django.db.models.signals import post_delete, pre_delete
from django.dispatch import receiver
from django.utils import timezone
from django.utils.translation import gettext as _

from catalog.models import Term
from catalog.usage import Usage, refuse_used
from meetings.models import Meeting, MeetingDate, TakenAway


@receiver(pre_delete, sender=Term)
def protect_term(instance, **kwargs):
    """Without its territory, a meeting would be said to be everybody's."""
    refuse_used(instance, [Usage(str(meeting), _("réunion")) for meeting in Meeting.objects.filter(sectors=instance)])


@receiver(pre_delete, sender=Meeting)
def forget_when_it_was_public(instance, **kwargs):
    """Reserved since: of a date taken away before, the public calendar that stopped naming it says nothing again."""
    if not instance.is_public:
        instance.taken_away.update(was_public=False)


@receiver(post_delete, sender=MeetingDate)
def remember_date(instance, origin=None, **kwargs):
    """Past ones are over everywhere."""
    if instance.day < timezone.localdate():
        return
    meeting, asked = instance.meeting, origin.model if isinstance(origin, QuerySet) else type(origin)
    TakenAway.objects.create(
        meeting=meeting if asked is MeetingDate else None,  # otherwise it is being deleted itself
        was_public=meeting.is_public,
        code=meeting.code,
        uid=instance.uid,
        title=meeting.title,
        place=instance.where,
        begins_at=instance.begins_at,
        ends_at=instance.ends_at,
        original=instance.original,
        sequence=instance.sequence + 1,
    )
