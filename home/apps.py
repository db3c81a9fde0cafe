"""Room « Accueil »."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = "Accueil"
    unseen_tables = ("home_samplerecord",)

    def ready(self):
        from . import signals  # noqa: F401
