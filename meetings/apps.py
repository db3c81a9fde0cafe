"""Room « Réunions »: what comes back every few weeks, its dates struck or moved, and the calendars that follow them."""

from django.apps import AppConfig


class MeetingsConfig(AppConfig):
    name = "meetings"
    verbose_name = "Réunions"

    def ready(self):
        from meetings import protection  # noqa: F401
        from portal import slots

        slots.fill(slots.EVENTS_END, "meetings/slot.html")
