"""Ground floor: users, images, documents, the base of every page."""

from django.apps import AppConfig
from django.core import checks
from django.db.backends.signals import connection_created


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = "Portail"
    unseen_tables = (
        "portal_attempt",
        "portal_personallink",
        "portal_sent",
        "portal_user",
        "portal_user_groups",
        "portal_user_user_permissions",
        "portal_visiblechange",
    )

    def ready(self):
        from portal.admin import collections, comparisons, exports, redirect_circles, redirects, sites, words
        from portal.cache import changes, unseen
        from portal.inputs import addresses, days
        from portal.media import renditions
        from portal.publication import announced, reviews, workflow_form  # noqa: F401
        from portal.text import sorting

        addresses.register()
        collections.register()
        comparisons.register()
        days.register()
        exports.register()
        redirect_circles.register()
        redirects.register()
        renditions.register()
        reviews.register()
        sites.register()
        sorting.register()
        connection_created.connect(sorting.teach)
        words.register()
        workflow_form.register()
        checks.register(unseen.unseen_tables_exist)
        connection_created.connect(changes.record_changes)
