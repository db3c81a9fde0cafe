"""What is under way and what came out of it, for whoever asked for it and for those who coordinate."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView

from jobs.kinds import kind_of
from jobs.models import Job
from jobs.queue import stop
from jobs.sweep import is_nobody_at_work, last_seen


def jobs_of(user):
    """Those one may see: one's own, and all with the right to change jobs."""
    jobs = Job.objects.select_related("by")
    return jobs if user.has_perm("jobs.change_job") else jobs.filter(by=user)


def absence():
    """What the screens say of the worker."""
    return {"is_nobody_at_work": is_nobody_at_work(), "last_seen": last_seen()}


class JobsReport(ReportView):
    page_title = _("Travaux")
    header_icon = "tasks"
    index_url_name = "jobs:list"
    index_results_url_name = "jobs:list_results"
    template_name = "jobs/jobs.html"
    default_ordering = "-pk"
    show_export_buttons = False
    no_results_message = _("Aucun travail n’a été demandé.")
    columns = [
        TitleColumn("title", label=_("Travail"), get_url=lambda job: reverse("jobs:job", args=[job.pk])),
        Column("state", label=_("État"), accessor="get_state_display"),
        Column("progress", label=_("Avancement"), accessor=lambda job: progress(job)),
        Column("by", label=_("Demandé par"), accessor="by"),
        DateColumn("created", label=_("Demandé")),
    ]

    def get_base_queryset(self):
        return jobs_of(self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(**absence(), **kwargs)


def progress(job):
    return f"{job.done} / {job.total}" if job.total else "–"


class JobView(WagtailAdminTemplateMixin, TemplateView):
    """How far it is; with ``?fragment=1``, what a script puts in the place of what was there."""

    header_icon = "tasks"
    template_name = "jobs/job.html"
    http_method_names = ["get", "head", "options"]

    @cached_property
    def job(self):
        return get_object_or_404(jobs_of(self.request.user), pk=self.kwargs["pk"])

    @property
    def page_title(self):
        return self.job.title

    def get_template_names(self):
        return ["jobs/job_state.html"] if self.request.GET.get("fragment") else [self.template_name]

    def get_breadcrumbs_items(self):
        jobs = {"url": reverse("jobs:list"), "label": JobsReport.page_title}
        return [*super().get_breadcrumbs_items(), jobs, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        kind = kind_of(self.job.kind)
        shown = {"job": self.job, "result_template": kind and kind.template}
        return super().get_context_data(**shown, **absence(), **kwargs)


@require_POST
def stop_job(request, pk):
    job = get_object_or_404(jobs_of(request.user), pk=pk)
    if job.is_over:
        messages.warning(request, _("Ce travail était déjà fini."))
    else:
        stop(job)
        messages.success(request, _("L’arrêt est demandé : ce qui est commencé se termine, la suite n’est pas faite."))
    return redirect("jobs:job", pk)


@require_GET
def job_file(request, pk):
    job = get_object_or_404(jobs_of(request.user), pk=pk)
    if not job.file or not job.file.storage.exists(job.file.name):
        raise Http404
    return FileResponse(job.file.open(), as_attachment=True)
