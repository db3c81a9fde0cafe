"""Ground floor: users, images, documents, the base of every page."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Portail"

    def ready(self):
        from portal import renditions

        renditions.register()
