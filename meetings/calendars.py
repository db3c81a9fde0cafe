"""Meetings as calendars read them: what is to come, what was cancelled not long ago."""

from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from events.ical import Entry, uid_of
from meetings.models import Meeting, MeetingDate, TakenAway

KEPT = timedelta(days=60)  # of what is over or cancelled: a client that was away meanwhile still hears of it


def public_entries(meetings, address_of):
    """``Entry`` of each date of these public meetings, and of the public ones that are no more among them."""
    rows = _dates(meetings)
    gone = TakenAway.objects.filter(was_public=True, meeting__in=meetings)
    return [*(_entry(row, address_of(row.meeting)) for row in rows), *map(_cancelled, _recent(gone))]


def deleted_entries():
    """Of public meetings that were deleted."""
    return list(map(_cancelled, _recent(TakenAway.objects.filter(was_public=True, meeting=None))))


def entries_of_group(group):
    """Title, place and hours, nothing else, of what is for this group alone."""
    meetings = Meeting.objects.filter(level=Meeting.Level.GROUPS, readers=group)
    gone = TakenAway.objects.filter(meeting__in=meetings)
    return [*map(_entry, _dates(meetings)), *map(_cancelled, _recent(gone))]


def _dates(meetings):
    since = timezone.localdate() - KEPT
    rows = MeetingDate.objects.filter(Q(day__gte=since), meeting__in=meetings)
    return rows.select_related("meeting").order_by("day", "pk")


def _recent(rows):
    """By days: a page that is kept asks the same of the database all day long."""
    since = timezone.make_aware(datetime.combine(timezone.localdate() - KEPT, time.min))
    return rows.filter(gone__gte=since).order_by("pk")


def _entry(row, url=""):
    return Entry(
        uid=uid_of(row.uid),
        title=row.meeting.title,
        starts=row.begins_at,
        ends=row.ends_at,
        changed=row.changed,
        sequence=row.sequence,
        place=row.where,
        url=url,
        is_cancelled=row.is_struck,
    )


def _cancelled(row):
    return Entry(
        uid=uid_of(row.uid),
        title=row.title,
        starts=timezone.localtime(row.begins_at),
        ends=timezone.localtime(row.ends_at),
        changed=row.gone,
        sequence=row.sequence,
        place=row.place,
        is_cancelled=True,
    )
