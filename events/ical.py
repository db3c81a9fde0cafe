"""Files for calendars (RFC 5545): what is on, when and where; a client that reads them again follows what changed."""

from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse
from icalendar import Calendar, Event

CONTENT_TYPE = "text/calendar; charset=utf-8"


def uid_of(name):
    """``name`` as the only one of its kind in the world: of this site."""
    return f"{name}@{urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname}"


@dataclass(frozen=True)
class Entry:
    """``uid`` never changes; ``sequence`` grows with each change that a client must take over its own copy.

    ``starts`` and ``ends`` are aware moments, or days: ``ends`` is then the day after the last one.
    """

    uid: str
    title: str
    starts: datetime | date
    ends: datetime | date | None
    changed: datetime
    sequence: int = 0
    place: str = ""
    url: str = ""
    is_cancelled: bool = False


def calendar_of(name, entries):
    """The bytes of a file, the same for the same entries."""
    calendar = Calendar()
    calendar.add("prodid", "-//Passerelles//agenda//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval;value=duration", "PT6H")
    for entry in entries:
        calendar.add_component(_event(entry))
    calendar.add_missing_timezones()
    return calendar.to_ical()


def _event(entry):
    event = Event()
    event.add("uid", entry.uid)
    event.add("summary", entry.title)
    event.add("dtstart", entry.starts)
    if entry.ends:
        event.add("dtend", entry.ends)
    event.add("dtstamp", entry.changed)
    event.add("last-modified", entry.changed)
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    if entry.place:
        event.add("location", entry.place)
    if entry.url:
        event.add("url", entry.url)
    return event


def calendar_response(name, entries, filename):
    response = HttpResponse(calendar_of(name, entries), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'inline; filename="{filename}.ics"'
    response["X-Robots-Tag"] = "noindex"
    return response
