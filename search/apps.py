"""Room « Recherche »."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Recherche"
    unseen_tables = ("search_outbox", "search_change", "search_missedsearch", "search_need_terms", "search_needpage")

    def ready(self):
        from search.indexing import signals  # noqa: F401
