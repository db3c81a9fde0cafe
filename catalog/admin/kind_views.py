"""Changing a kind with its fields beside it, and deleting it with those that hold nothing."""

from django.db import transaction
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import HelpPanel
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.permission_policies import ModelPermissionPolicy

from catalog.admin.deletion import RefuseUsed
from catalog.kind_fields import DOWN, UP, fields_by_group, move, own_fields
from catalog.models import SheetProperty
from catalog.usage import Usage, kind_usages
from portal.publication.conflicts import InTurn

fields_policy = ModelPermissionPolicy(SheetProperty)


class KindFields(HelpPanel):
    """What else makes the kind: its model sheet, its fields."""

    class BoundPanel(HelpPanel.BoundPanel):
        def is_shown(self):
            return bool(self.instance.pk)

        def get_context_data(self, parent_context=None):
            rights = {verb: self._may(verb) for verb in ("add", "change")}
            context = super().get_context_data(parent_context)
            return {**context, "kind": self.instance, "groups": fields_by_group(self.instance), "rights": rights}

        def _may(self, verb):
            return fields_policy.user_has_permission(self.request.user, verb)


class AddKind(InTurn, CreateView):
    pass


class EditKind(EditView):
    @cached_property
    def wanted_move(self):
        """``(direction, primary key)``: the button of a field was pressed, and the kind is saved with it."""
        direction, _colon, key = self.request.POST.get("move", "").partition(":")
        may = fields_policy.user_has_permission(self.request.user, "change")
        return (direction, key) if direction in (UP, DOWN) and may else None

    def save_instance(self):
        kind = super().save_instance()
        if self.wanted_move:
            direction, key = self.wanted_move
            move(kind, key, direction)
        return kind

    def get_success_url(self):
        return f"{self.get_edit_url()}#champs" if self.wanted_move else super().get_success_url()


class DeleteKind(RefuseUsed):
    template_name = "catalog/admin/delete_kind.html"
    reason = _(
        "Le type « %(name)s » sert encore : il ne peut pas être supprimé. Pour ne plus créer de telles fiches, cochez "
        "« Retiré » dans ses réglages : celles qui existent restent. Il sert dans :"
    )

    def find_usages(self):
        found = [] if self.object.is_coded else kind_usages(self.object)
        return found and found + [Usage(str(each), _("propriété")) for each in self.object.properties.all()]

    @property
    def refusal(self):
        if self.object.is_coded:
            return _("Le type « %(name)s » est prévu par le portail : il ne peut pas être supprimé.") % {
                "name": self.object
            }
        return super().refusal

    def get_context_data(self, **kwargs):
        empty, filled = own_fields(self.object)
        context = super().get_context_data(**kwargs)
        return {**context, "empty_fields": empty if self._may_delete_fields() else [], "filled_fields": filled}

    def _may_delete_fields(self):
        return fields_policy.user_has_permission(self.request.user, "delete")

    @transaction.atomic
    def delete_action(self):
        """Its empty fields first, where one said so: what holds a value stays, on no kind."""
        if self.request.POST.get("fields") and self._may_delete_fields():
            for prop in own_fields(self.object)[0]:
                prop.delete()
        super().delete_action()
