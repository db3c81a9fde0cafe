"""The schema: how sheets are classified, which kinds there are, and what each asks for."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CatalogConfig(AppConfig):
    name = "catalog"
    verbose_name = "Structure"
    unseen_tables = ("catalog_termuse",)

    def ready(self):
        from catalog import signals  # noqa: F401
        from catalog.kinds import set_up_coded_kinds

        post_migrate.connect(set_up_coded_kinds, sender=self)
