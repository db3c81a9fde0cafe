"""The registers: who exists, where, and how things are named."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = "Répertoires"
    unseen_tables = ("directory_merge", "directory_movedpage")

    def ready(self):
        from directory import property_types, signals  # noqa: F401
        from directory.merging.long import KINDS, forget_merges
        from directory.reference.ending import announce_ending
        from jobs import sweep
        from jobs.errands import hourly
        from jobs.kinds import register

        for kind in KINDS:
            register(kind)
        sweep.also_forgotten.append(forget_merges)
        hourly.append(announce_ending)
