"""« Contradictions », among the reports: each with the screens where it can be settled."""

from collections import defaultdict
from itertools import chain

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy

from directory.models import Contact, Organization
from imports.watch.findings import KINDS
from imports.watch.registers import contact_findings, organization_findings
from imports.watch.sheets import sheet_findings

PER_PAGE = 50
REGISTERS = {Contact: contact_findings, Organization: organization_findings}


def readers_for(user):
    """Of the public sheets for whoever writes pages, of each register for whoever may change it."""
    may_write = page_permission_policy.user_has_any_permission(user, {"add", "change", "publish"})
    pages = [sheet_findings] if may_write else []
    registers = REGISTERS.items()
    return pages + [
        find for model, find in registers if ModelPermissionPolicy(model).user_has_permission(user, "change")
    ]


def findings_for(user):
    """The gravest kinds first."""
    order = list(KINDS)
    return sorted(chain(*(find() for find in readers_for(user))), key=lambda finding: order.index(finding.kind))


class ContradictionsReport(WagtailAdminTemplateMixin, TemplateView):
    template_name = "imports/contradictions.html"
    page_title = _("Contradictions")
    header_icon = "warning"

    def dispatch(self, request, *args, **kwargs):
        if not readers_for(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        shown = Paginator(findings_for(self.request.user), PER_PAGE).get_page(self.request.GET.get("p"))
        places = self._places(shown.object_list)
        rows = [
            (KINDS[each.kind], each.text, [places[each.model, key] for key in each.keys if (each.model, key) in places])
            for each in shown.object_list
        ]
        return super().get_context_data(page_obj=shown, rows=rows, **kwargs)

    def _places(self, findings):
        """(title, where it can be changed) by model and key: no address for whoever may not."""
        finder, keys = AdminURLFinder(self.request.user), defaultdict(set)
        for finding in findings:
            keys[finding.model].update(finding.keys)
        return {
            (model, record.pk): (str(record), finder.get_edit_url(record))
            for model, wanted in keys.items()
            for record in model.objects.filter(pk__in=wanted)
        }
