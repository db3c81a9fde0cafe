"""The files of open data, seen from inside: when they were made, and a button that makes them anew."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from opendata.dumps.folders import newest
from opendata.dumps.job import ask_for_files
from opendata.dumps.witness import sites

RIGHT = "opendata.change_opendatasettings"


class FilesView(WagtailAdminTemplateMixin, TemplateView):
    template_name = "opendata/admin/files.html"
    header_icon = "download"
    page_title = _("Fichiers des données ouvertes")

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(RIGHT):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        found = [(site, newest(site.pk)) for site in sites()]
        return super().get_context_data(found=found, **kwargs)

    def post(self, request, *args, **kwargs):
        return redirect("jobs:job", ask_for_files(request.user).pk)
