"""Long work in the admin: « Travaux », among the reports."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from jobs import views
from jobs.mails import screens as mail_screens

screens = [
    path("", views.JobsReport.as_view(), name="list"),
    path("liste/", views.JobsReport.as_view(results_only=True), name="list_results"),
    path("<int:pk>/", views.JobView.as_view(), name="job"),
    path("<int:pk>/arreter/", views.stop_job, name="stop"),
    path("<int:pk>/fichier/", views.job_file, name="file"),
]

mails = [
    path("", mail_screens.MailsReport.as_view(), name="list"),
    path("liste/", mail_screens.MailsReport.as_view(results_only=True), name="list_results"),
    path("<int:pk>/", mail_screens.decide_mail, name="decide"),
]


class MailsMenuItem(MenuItem):
    def is_shown(self, request):
        return request.user.has_perm("jobs.change_mail")


@hooks.register("register_admin_urls")
def job_urls():
    return [path("travaux/", include((screens, "jobs"))), path("courriels/", include((mails, "mails")))]


@hooks.register("register_reports_menu_item")
def jobs_menu_item():
    return MenuItem(_("Travaux"), reverse("jobs:list"), name="jobs", icon_name="tasks", order=300)


@hooks.register("register_reports_menu_item")
def mails_menu_item():
    return MailsMenuItem(_("Courriels"), reverse("mails:list"), name="mails", icon_name="mail", order=310)
