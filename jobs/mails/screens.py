"""Mails that wait, left or were refused, for those who coordinate: who is told, of what; never what they say."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView

from jobs.mails.delivery import count_as_sent, send_again
from jobs.models import Mail
from jobs.views import absence

DECISIONS = {"envoyer": send_again, "compter": count_as_sent}


class MailColumn(Column):
    cell_template_name = "jobs/mail_state.html"


class MailsReport(ReportView):
    page_title = _("Courriels")
    header_icon = "mail"
    index_url_name = "mails:list"
    index_results_url_name = "mails:list_results"
    template_name = "jobs/mails.html"
    default_ordering = "-pk"
    show_export_buttons = False
    no_results_message = _("Aucun courriel n’est parti, aucun n’attend.")
    columns = [
        Column("subject", label=_("Sujet")),
        Column("to", label=_("Destinataire")),
        MailColumn("state", label=_("État")),
        DateColumn("created", label=_("Décidé")),
    ]

    def dispatch(self, request, *args, **kwargs):
        _refuse_others(request)
        return super().dispatch(request, *args, **kwargs)

    def get_base_queryset(self):
        return Mail.objects.defer("text", "html", "attachments")

    def get_context_data(self, **kwargs):
        return super().get_context_data(**absence(), **kwargs)


def _refuse_others(request):
    if not request.user.has_perm("jobs.change_mail"):
        raise PermissionDenied


@require_POST
def decide_mail(request, pk):
    _refuse_others(request)
    decide = DECISIONS.get(request.POST.get("decision"))
    if decide and decide(get_object_or_404(Mail, pk=pk)):
        messages.success(request, _("C’est noté."))
    else:
        messages.warning(request, _("Ce courriel n’attendait plus de décision."))
    return redirect(reverse("mails:list"))
