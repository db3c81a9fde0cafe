"""Room « Écoles »: which school, which quartier, which street, and whose center that makes."""

from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "schools"
    verbose_name = "Écoles et rues"

    def ready(self):
        from schools import signals  # noqa: F401
