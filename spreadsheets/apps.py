"""Room « Tableurs »."""

from django.apps import AppConfig


class SpreadsheetsConfig(AppConfig):
    name = "spreadsheets"
    verbose_name = "Tableurs"
    unseen_tables = ("spreadsheets_columnmapping", "spreadsheets_upload")

    def ready(self):
        from jobs import kinds, sweep
        from spreadsheets import uploads, work

        for kind in work.KINDS:
            kinds.register(kind)
        sweep.also_forgotten.append(uploads.forget)
