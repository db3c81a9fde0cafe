"""Room « Recherche »."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Recherche"

    def ready(self):
        from search.indexing import signals  # noqa: F401
