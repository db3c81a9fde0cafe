"""The public names of the projects that a call kept, once their answers are forgotten: any may be taken away."""

from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from form_pages.admin.answers import refuse_others
from form_pages.models import FormPage, KeptProject
from portal.inputs.keys import is_key


class KeptNames(WagtailAdminTemplateMixin, TemplateView):
    template_name = "form_pages/kept_names.html"
    header_icon = "form"

    @cached_property
    def form_page(self):
        refuse_others(self.request.user, self.kwargs["pk"])
        return get_object_or_404(FormPage, pk=self.kwargs["pk"])

    @property
    def page_title(self):
        return _("Projets retenus : %s") % self.form_page.title

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(projects=self.form_page.kept_projects.all(), **kwargs)

    def post(self, request, *args, **kwargs):
        key = request.POST.get("project", "")
        found = KeptProject.objects.filter(page=self.form_page, pk=key if is_key(key) else None)
        if found.delete()[0]:
            messages.success(request, _("Ce nom n’est plus public."))
        else:
            messages.info(request, _("C’était déjà fait."))
        return redirect("kept_names", self.form_page.pk)
