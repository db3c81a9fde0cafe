"""What a button asked and cannot be had, since the form was opened: the draft is saved, the editor is told what was not
done, and a comment that came along is given back.
"""

import json

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from wagtail.admin import messages
from wagtail.models import WorkflowState

from portal.publication.reviews import asks_somebody, goes_on

NOT_DONE = {
    "publish": _lazy("elle n’a pas été publiée"),
    "submit": _lazy("elle n’a pas été envoyée en relecture"),
    "restart-workflow": _lazy("elle n’a pas été envoyée de nouveau en relecture"),
    "workflow-action": _lazy("votre réponse à la relecture n’a pas été prise en compte"),
    "cancel-workflow": _lazy("sa relecture n’a pas été annulée"),
}
NO_RIGHT_TO_PUBLISH = _lazy("vous n’avez pas, ou n’avez plus, le droit de publier ici")
NOBODY_REVIEWS = _lazy(
    "personne ne relit ici, car aucun circuit de relecture n’y a de tâche active. Prévenez la coordination"
)
ALREADY_IN_REVIEW = _lazy("elle est déjà en relecture")
NO_LONGER_IN_REVIEW = _lazy("elle n’attend plus de relecture, une autre personne y a répondu ou y a mis fin")
NOT_YOURS = _lazy("cette étape de la relecture n’est pas, ou n’est plus, confiée à votre groupe")


def asked_in(sent):
    return next((button for button in NOT_DONE if sent.get(f"action-{button}")), None)


def comment_in(sent):
    """What a reviewer wrote, from the edit form or from the dialog of the review."""
    return sent.get("comment") or json.loads(sent.get("workflow-action-extra-data") or "{}").get("comment", "")


def given_back(sent):
    comment = comment_in(sent)
    return _("Votre commentaire n’a pas été transmis, copiez-le si vous y tenez : « %s ».") % comment if comment else ""


def give_back(request):
    if given_back(request.POST):
        messages.warning(request, given_back(request.POST))


def why_not(button, page):
    """Of a page as it is now."""
    if button == "publish":
        return NO_RIGHT_TO_PUBLISH
    if button in ("workflow-action", "cancel-workflow"):
        return NOT_YOURS if page.current_workflow_state else NO_LONGER_IN_REVIEW
    if page.workflow_in_progress:
        return ALREADY_IN_REVIEW
    return NO_LONGER_IN_REVIEW if asks_somebody(page.get_workflow()) else NOBODY_REVIEWS


def say_what_was_not_done(request, button, page):
    text = _("Votre brouillon de « %(page)s » est enregistré, mais %(not_done)s : %(reason)s.") % {
        "page": page.get_admin_display_title(),
        "not_done": NOT_DONE[button],
        "reason": why_not(button, page),
    }
    messages.warning(request, f"{text} {given_back(request.POST)}".strip())


class ButtonsOfEdit:
    @cached_property
    def action_name_and_method(self):
        action, method = super().action_name_and_method
        if action == "submit" and not self._may_be_submitted():
            return "save", self.save_action
        if action == "restart_workflow" and not self._may_begin_again():
            return "save", self.save_action
        return action, method

    @cached_property
    def is_cancelling_workflow(self):
        """Stock takes the last review there was, and refuses to cancel what has ended."""
        return super().is_cancelling_workflow and self.workflow_state.is_active

    def submit_action(self):
        """A review that waits for changes, and that nobody would be asked to go on with, gives way to another."""
        state = self.workflow_state
        if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES and not goes_on(state):
            state.cancel(user=self.request.user)
        return super().submit_action()

    def add_save_confirmation_message(self):
        button = asked_in(self.request.POST)
        if button and self.action_name == "save":
            say_what_was_not_done(self.request, button, self.page)
        else:
            super().add_save_confirmation_message()

    def form_invalid(self, form):
        """Whatever kept it from being saved."""
        if not self.expects_json_response:
            give_back(self.request)
        return super().form_invalid(form)

    def _may_be_submitted(self):
        return asks_somebody(self.page.get_workflow()) or self.workflow_state and goes_on(self.workflow_state)

    def _may_begin_again(self):
        return self.workflow_state.is_active and asks_somebody(self.page.get_workflow())


class ButtonsOfCreation:
    @cached_property
    def action_name_and_method(self):
        action, method = super().action_name_and_method
        workflow = self.page.get_workflow() or self.parent_page.get_workflow()
        return ("save", self.save_action) if action == "submit" and not asks_somebody(workflow) else (action, method)

    def save_action(self):
        response = super().save_action()
        button = asked_in(self.request.POST)
        if button and not self.expects_json_response:
            say_what_was_not_done(self.request, button, self.page)
        return response


class ButtonsOfRecord:
    """Of a snippet that has drafts, and no review."""

    def get_success_message(self, instance=None):
        if asked_in(self.request.POST) != "publish" or self.action == "publish":
            return super().get_success_message(instance)
        text = _("Votre brouillon est enregistré, mais %(not_done)s : %(reason)s.")
        messages.warning(self.request, text % {"not_done": _("il n’a pas été publié"), "reason": NO_RIGHT_TO_PUBLISH})
        return None
