"""A booklet names persons: its screens are for those who may import, and for nobody else."""

from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin
from wagtail.permission_policies import ModelPermissionPolicy

from imports.models import Batch

policy = ModelPermissionPolicy(Batch)


class OfABatch(PermissionCheckedMixin):
    """A view of one batch, for who may import."""

    permission_policy = policy
    permission_required = "change"

    @cached_property
    def batch(self):
        return get_object_or_404(Batch.objects.select_related("job", "by", "parent"), pk=self.kwargs["pk"])
