"""What every sheet has in common."""

from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "sheets"
    verbose_name = "Fiches"
    unseen_tables = ("sheets_twincopy",)

    def ready(self):
        from sheets.admin.publish_job import register_kind

        from . import signals  # noqa: F401

        register_kind()
