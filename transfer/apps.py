"""Room « Déménagement »: the whole site in one folder, and back in a fresh install."""

from django.apps import AppConfig


class TransferConfig(AppConfig):
    name = "transfer"
    verbose_name = "Déménagement"
    unseen_tables = ("transfer_broughtpage",)
