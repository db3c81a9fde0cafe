"""A booklet names persons: its screens are for those who may import, and for nobody else."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from imports.models import Batch

policy = ModelPermissionPolicy(Batch)


def may_import(user):
    return policy.user_has_permission(user, "change")


def trail(*steps):
    """From the menu to the screen."""
    return [{"url": reverse("livrets:index"), "label": gettext("Livrets")}, *steps]


class OfABatch(PermissionCheckedMixin, WagtailAdminTemplateMixin):
    """A screen of one batch, for who may import."""

    header_icon = "upload"

    permission_policy = policy
    permission_required = "change"

    @cached_property
    def batch(self):
        return get_object_or_404(Batch.objects.select_related("job", "by", "parent"), pk=self.kwargs["pk"])

    @property
    def page_title(self):
        return self.batch.title

    def get_breadcrumbs_items(self):
        here = {"url": reverse("livrets:edit", args=[self.batch.pk]), "label": self.batch.title}
        steps = [here] if self.page_title == self.batch.title else [here, {"url": "", "label": self.page_title}]
        return [*super().get_breadcrumbs_items(), *trail(*steps)]
