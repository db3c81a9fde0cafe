"""Room « Recherche »."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "search"
    verbose_name = "Recherche"
    unseen_tables = (
        "search_outbox", "search_change", "search_missedsearch", "search_need", "search_need_terms", "search_needpage",
    )  # fmt: skip

    def ready(self):
        from search.indexing import signals  # noqa: F401
