"""Room « Formulaires »: forms that editors make for visitors, and what is answered, until it is forgotten."""

from django.apps import AppConfig


class FormPagesConfig(AppConfig):
    name = "form_pages"
    verbose_name = "Formulaires"
    unseen_tables = ("form_pages_answer", "form_pages_answerfile", "form_pages_formpage_readers")

    def ready(self):
        from form_pages.forgetting import forget_answers
        from jobs.errands import hourly

        hourly.append(forget_answers)
