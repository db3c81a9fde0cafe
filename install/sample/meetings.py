"""The meetings of the sample. Their dates are counted from the day they are loaded, as those of its forms."""

from datetime import time, timedelta

from django.contrib.auth.models import Group
from django.utils import timezone

from install.sample.registers import by_code
from meetings.models import Meeting

WEEK = 7
WEEKS_A_MONTH = 52 / 12

find_meeting = by_code(Meeting)


def fill_meeting(meeting, data, read):
    for name in ("title", "about", "convener", "place", "seats"):
        setattr(meeting, name, data[name])
    meeting.starts, meeting.ends = time.fromisoformat(data["start"]), time.fromisoformat(data["end"])
    meeting.sectors.set(read.terms("secteur", data["sectors"]))
    if meeting.first_day is None:
        meeting.first_day = _next(data["weekday"])
        meeting.until = meeting.first_day + timedelta(weeks=round(data["months"] * WEEKS_A_MONTH))
    meeting.every = data["every"]
    if data.get("group"):
        meeting.level = Meeting.Level.GROUPS
        meeting.readers.set(Group.objects.filter(name=data["group"]))
    meeting.save()


def _next(weekday):
    """The first such day of the week after this one."""
    today = timezone.localdate()
    return today + timedelta(days=WEEK - today.weekday() + weekday)
