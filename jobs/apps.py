"""Room « Travaux »: work that is done by a process of its own."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "jobs"
    verbose_name = "Travaux"
    unseen_tables = ("jobs_job", "jobs_mail", "jobs_worker")

    def ready(self):
        from jobs.errands import errands
        from jobs.mails.delivery import deliver

        errands.append(deliver)
