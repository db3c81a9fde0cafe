"""Wagtail's application of accounts, with our screens and our rule of who manages whom."""

from wagtail.users.apps import WagtailUsersAppConfig


class AccountsConfig(WagtailUsersAppConfig):
    user_viewset = "portal.accounts.screens.AccountViewSet"

    def ready(self):
        super().ready()
        from django.contrib.auth import get_user_model
        from wagtail.permissions import register_permission_policy

        from portal.accounts.rights import AccountPolicy

        register_permission_policy(get_user_model(), AccountPolicy(get_user_model()))
