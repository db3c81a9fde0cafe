"""Room « Accueil »."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Accueil"

    def ready(self):
        from portal import slots

        from . import context, signals  # noqa: F401

        slots.fill(slots.SHEET_END, "home/report_error.html")
