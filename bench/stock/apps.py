"""Installed by ``bench.stock.settings`` only."""

from django.apps import AppConfig


class StockConfig(AppConfig):
    name = "bench.stock"
    verbose_name = "Wagtail tel quel"
