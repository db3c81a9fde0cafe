"""Who may change whose account, and give which groups: never more than one has oneself."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupCollectionPermission, GroupPagePermission
from wagtail.permission_policies import ModelPermissionPolicy


def holds(user, groups, own=()):
    """Whether ``user`` has every right of ``groups``, of models, of pages and of collections, and those of ``own``."""
    if user.is_superuser:
        return True
    mine = Group.objects.filter(user=user)
    permissions = Permission.objects
    wanted = permissions.filter(group__in=groups) | permissions.filter(pk__in=own)
    held = permissions.filter(group__in=mine) | permissions.filter(user=user)
    return (
        not wanted.exclude(pk__in=held.values("pk")).exists()
        and _within(GroupPagePermission, "page__path", groups, mine)
        and _within(GroupCollectionPermission, "collection__path", groups, mine)
    )


def _within(model, path, groups, mine):
    """A right on a place is one on all that stands below it."""
    held = list(model.objects.filter(group__in=mine).values_list("permission", path))
    wanted = model.objects.filter(group__in=groups).values_list("permission", path)
    return all(
        any(permission == right and place.startswith(above) for right, above in held) for permission, place in wanted
    )


def groups_to_give(user):
    return [group for group in Group.objects.order_by("name") if holds(user, [group.pk])]


def may_manage(user, account):
    """Changing its address or password would be a way to take its rights."""
    if user.is_superuser or account.is_superuser:
        return user.is_superuser
    own = account.user_permissions.values("pk")
    return holds(user, list(account.groups.values_list("pk", flat=True)), own)


class AccountPolicy(ModelPermissionPolicy):
    def user_has_permission_for_instance(self, user, action, instance):
        return super().user_has_permission_for_instance(user, action, instance) and may_manage(user, instance)
