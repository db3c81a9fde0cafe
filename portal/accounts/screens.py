"""Wagtail's screens of accounts: whoever makes one gives no right that they do not have."""

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.views.account import AccountView, AvatarSettingsPanel
from wagtail.users.forms import UserCreationForm, UserEditForm
from wagtail.users.views import users as stock
from wagtail.users.views.bulk_actions import AssignRoleBulkAction, DeleteBulkAction, SetActiveStateBulkAction
from wagtail.users.views.bulk_actions.assign_role import RoleForm

from portal.accounts.rights import groups_to_give, may_manage
from portal.models import User


class OwnAccount(AccountView):
    """Without a portrait: nobody asked for one, and what Wagtail stores keeps the place it was taken at."""

    def get_panels(self):
        return [panel for panel in super().get_panels() if not isinstance(panel, AvatarSettingsPanel)]


class GivenGroupsMixin:
    """Forms of accounts as ``giver`` may fill them in."""

    def __init__(self, *args, giver, **kwargs):
        super().__init__(*args, **kwargs)
        self.giver = giver
        if not giver.is_superuser:
            self._lock_superuser()
            self.fields["groups"].queryset = Group.objects.filter(pk__in=[group.pk for group in groups_to_give(giver)])

    def _lock_superuser(self):
        """Shown and locked: where the field is missing, Wagtail's screen says « None » in its place."""
        if "is_superuser" in self.fields:
            self.fields["is_superuser"].disabled = True

    def clean_username(self):
        """« Claire » beside « claire » would be taken for her."""
        name = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=name).exclude(pk=self.instance.pk).exists():
            raise ValidationError(self.error_messages["duplicate_username"], code="duplicate_username")
        return name

    def clean_groups(self):
        """Nobody shuts themselves out: without its groups an account is as good as closed, which Wagtail refuses."""
        groups = self.cleaned_data["groups"]
        is_own = self.instance.pk == self.giver.pk and not self.giver.is_superuser
        if is_own and self.instance.groups.exclude(pk__in=[group.pk for group in groups]).exists():
            raise ValidationError(
                _("Vous ne pouvez pas quitter vos propres groupes : demandez-le à une autre personne.")
            )
        return groups


class AddAccountForm(GivenGroupsMixin, UserCreationForm):
    pass


class EditAccountForm(GivenGroupsMixin, UserEditForm):
    pass


class GiverMixin:
    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "giver": self.request.user}


class AddAccount(GiverMixin, stock.CreateView):
    pass


class ManagedMixin:
    """Refuses accounts that have more rights than whoever asks."""

    def dispatch(self, request, *args, **kwargs):
        if not may_manage(request.user, self.object):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)


class EditAccount(ManagedMixin, GiverMixin, stock.EditView):
    pass


class DeleteAccount(ManagedMixin, stock.DeleteView):
    pass


class AccountViewSet(stock.UserViewSet):
    add_view_class = AddAccount
    edit_view_class = EditAccount
    delete_view_class = DeleteAccount
    copy_view_enabled = False

    def get_form_class(self, for_update=False):
        return EditAccountForm if for_update else AddAccountForm


class ManagedBulkMixin:
    def check_perm(self, obj):
        return super().check_perm(obj) and may_manage(self.request.user, obj)


class GivenRoleForm(RoleForm):
    def __init__(self, *args, giver, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["role"].queryset = Group.objects.filter(pk__in=[group.pk for group in groups_to_give(giver)])


class AssignGivenRole(ManagedBulkMixin, GiverMixin, AssignRoleBulkAction):
    form_class = GivenRoleForm


class DeleteManaged(ManagedBulkMixin, DeleteBulkAction):
    pass


class ActivateManaged(ManagedBulkMixin, SetActiveStateBulkAction):
    pass


BULK_ACTIONS = (AssignGivenRole, DeleteManaged, ActivateManaged)
