"""Events for calendars."""

from django.urls import path

from events import calendars

urlpatterns = [
    path("agenda/evenements.ics", calendars.all_events, name="events_calendar"),
    path("agenda/evenements/<slug:code>.ics", calendars.one_event, name="event_calendar"),
]
