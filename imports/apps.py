"""Room « Imports »."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "imports"
    verbose_name = "Imports"
    unseen_tables = ("imports_bookletmapping", "imports_batch", "imports_batchsheet", "imports_importedsheet")

    def ready(self):
        from imports.forgetting import forget_batches
        from imports.kinds import KINDS
        from jobs import sweep
        from jobs.kinds import register

        for kind in KINDS:
            register(kind)
        sweep.also_forgotten.append(forget_batches)
