"""Room « Données ouvertes »: the API of the content, dumps, national forms, lists for other sites."""

from django.apps import AppConfig


class OpenDataConfig(AppConfig):
    name = "opendata"
    verbose_name = "Données ouvertes"
