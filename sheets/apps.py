"""What every sheet has in common."""

from django.apps import AppConfig


class SheetsConfig(AppConfig):
    name = "sheets"
    verbose_name = "Fiches"
    unseen_tables = ("sheets_twincopy",)

    def ready(self):
        from jobs import kinds
        from jobs.errands import hourly
        from sheets.admin import fill_job, publish_job
        from sheets.due import announce_due

        from . import signals  # noqa: F401

        for kind in (publish_job.PUBLICATION, *fill_job.KINDS):
            kinds.register(kind)
        hourly.append(announce_due)
