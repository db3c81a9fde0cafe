"""What every sheet has in common."""

from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "sheets"
    verbose_name = "Fiches"

    def ready(self):
        from . import signals  # noqa: F401
