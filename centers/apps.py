"""Room « Centres sociaux »."""

from django.apps import AppConfig


class CentersConfig(AppConfig):
    name = "centers"
    verbose_name = "Centres sociaux"
