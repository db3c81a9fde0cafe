"""Room « Imports »."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "imports"
    verbose_name = "Imports"
    unseen_tables = ("imports_bookletmapping", "imports_batch", "imports_batchsheet", "imports_importedsheet")

    def ready(self):
        from imports.kinds import KINDS
        from jobs.kinds import register

        for kind in KINDS:
            register(kind)
