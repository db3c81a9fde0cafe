"""« Vérifiée aujourd’hui »: the box beside what publishes a page that says when it was verified."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.forms import TaskStateCommentForm

BOX = "verified_today"


class VerifiedBox(forms.BooleanField):
    is_made_for_request = True  # drawn beside the buttons, and by no panel


def verified_box():
    return VerifiedBox(label=_("Vérifiée aujourd’hui"), required=False)


class ApprovalForm(TaskStateCommentForm):
    """Of an approval that does not go through the edit form."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[BOX] = verified_box()

    def clean(self):
        """What the task is told: it knows of a comment only."""
        return {name: value for name, value in super().clean().items() if name != BOX}


def verify_today(page, user):
    draft = page.get_latest_revision_as_object()
    draft.reviewed_on = timezone.localdate()
    return draft.save_revision(user=user, log_action=True, clean=False)
