"""Sites made from nothing (``setup_site``) and the sample content (``load_sample``)."""

from django.apps import AppConfig


class InstallConfig(AppConfig):
    name = "install"
    verbose_name = "Installation"
    unseen_tables = ("install_loadedrecord", "install_offeredright")
