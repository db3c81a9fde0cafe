"""The registers: who exists, where, and how things are named and classified."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = "Répertoires"
    unseen_tables = ("directory_termuse",)

    def ready(self):
        from . import signals  # noqa: F401
        from .kinds import set_up_coded_kinds

        post_migrate.connect(set_up_coded_kinds, sender=self)
