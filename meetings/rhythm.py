"""From a rhythm to dates that stand by themselves: each may be moved or struck, and none comes back once taken away."""

from datetime import timedelta

from django.utils import timezone

from meetings.models import MeetingDate


def days_of(meeting):
    """The days that its rhythm gives, from the first to the last one."""
    if not (meeting.every and meeting.first_day and meeting.until):
        return []
    count = (meeting.until - meeting.first_day).days // (7 * meeting.every)
    return [meeting.first_day + timedelta(weeks=meeting.every * place) for place in range(count + 1)]


def settle(meeting):
    """Adds what the rhythm newly gives, takes away what it no longer gives, numbers what changed.

    Past dates stay as they were, and so does each one that somebody moved, struck, or gave an hour or a place.
    """
    today, wanted = timezone.localdate(), set(days_of(meeting))
    rows = list(MeetingDate.objects.filter(meeting=meeting))
    for row in rows:
        if _is_of_rhythm_alone(row) and row.original not in wanted and row.day >= today:
            row.delete()
    known = {row.original for row in rows} | {row.day for row in rows}
    known |= set(meeting.taken_away.values_list("original", flat=True))
    for day in sorted(wanted - known):
        if day >= today:
            MeetingDate.objects.create(meeting=meeting, day=day, original=day)
    for row in MeetingDate.objects.filter(meeting=meeting).select_related("meeting"):
        _number(row)


def _is_of_rhythm_alone(row):
    return row.original == row.day and not (row.is_struck or row.starts or row.place)


def _number(row):
    now = repr((row.meeting.title, row.begins_at, row.ends_at, row.where, row.is_struck))
    if now != row.printed:
        sequence = row.sequence + 1 if row.printed else 0
        MeetingDate.objects.filter(pk=row.pk).update(sequence=sequence, printed=now, changed=timezone.now())
