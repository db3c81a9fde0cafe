"""The registers: who exists, where, and how things are named and classified."""

from django.apps import AppConfig


class DirectoryConfig(AppConfig):
    name = "directory"
    verbose_name = "Répertoires"

    def ready(self):
        from . import signals  # noqa: F401
