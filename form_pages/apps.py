"""Room « Formulaires »: forms that editors make for visitors, and what is answered, until it is forgotten."""

from django.apps import AppConfig
from django.db.models.signals import pre_delete, pre_save


class FormPagesConfig(AppConfig):
    name = "form_pages"
    verbose_name = "Formulaires"
    # The page of a form is kept by nobody.
    unseen_tables = (
        "form_pages_answer",
        "form_pages_answerfile",
        "form_pages_signup",
        "form_pages_application",
        "form_pages_keptproject",
    )

    def ready(self):
        from form_pages.forgetting import forget_answers
        from form_pages.models import Slot
        from form_pages.sign_ups import call_off, fill_places, remind, tell_move
        from jobs.errands import hourly
        from portal.events import PUBLISHED

        hourly.extend([forget_answers, remind])
        PUBLISHED.connect(fill_places, dispatch_uid="form_pages")
        pre_save.connect(tell_move, sender=Slot, dispatch_uid="form_pages")
        pre_delete.connect(call_off, sender=Slot, dispatch_uid="form_pages")
