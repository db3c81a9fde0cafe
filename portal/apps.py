"""Ground floor: users, images, documents, the base of every page."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Portail"

    def ready(self):
        from portal import addresses, changes, days, exports, redirects, renditions, sorting, words

        addresses.register()
        days.register()
        exports.register()
        redirects.register()
        renditions.register()
        sorting.register()
        connection_created.connect(sorting.teach)
        words.register()
        connection_created.connect(changes.record_changes)
