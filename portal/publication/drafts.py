"""Drafts may be incomplete: what keeps one from being published is said in French, and never stops the others."""

from django.core.exceptions import ValidationError
from django.shortcuts import redirect
from wagtail.admin import messages
from wagtail.admin.views.page_privacy import SetPrivacyView
from wagtail.admin.views.pages.delete import DeleteView
from wagtail.admin.views.pages.unpublish import UnpublishView
from wagtail.admin.views.pages.workflow import WorkflowActionView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page, TaskState

from portal.admin.tabs import errors_with_places
from portal.publication.approval import BOX, ApprovalForm, verify_today
from portal.publication.buttons import ButtonsOfCreation, ButtonsOfEdit, give_back
from portal.publication.conflicts import CarefulAdd, CarefulEdit, CarefulRevert
from portal.publication.rules import describe
from portal.publication.withdrawals import before_withdrawal
from portal.references import referring_page_ids

MOST_NAMED = 10


class CompleteBeforeApproval(WorkflowActionView):
    """Stock approval answers 500 when the draft may not be published: say why, and leave the review in progress."""

    def dispatch(self, request, *args, **kwargs):
        """Somebody else has answered: stock speaks of rights, or of nothing, and drops the comment."""
        if self.object.workflow_in_progress and self.task_state.status == TaskState.STATUS_IN_PROGRESS:
            return super().dispatch(request, *args, **kwargs)
        self.add_not_in_moderation_error()
        give_back(request)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            return self.render_modal_json(request, {"step": "success", "redirect": self.redirect_url})
        return redirect(self.redirect_url)

    def post(self, request, *args, **kwargs):
        problems = self._problems() if self.action_name == "approve" else []
        try:
            return self._refuse(problems) if problems else self._act(request, *args, **kwargs)
        except ValidationError as error:
            return self._refuse(describe(error, type(self.object)))

    def get_form_class(self):
        return ApprovalForm if self._may_verify() else super().get_form_class()

    def _may_verify(self):
        return self.action_name == "approve" and hasattr(self.object.specific_class, "reviewed_on")

    def _act(self, request, *args, **kwargs):
        if self._may_verify() and request.POST.get(BOX):
            verify_today(self.object.specific, request.user)
            self.task_state = self.get_task_state()  # which is now of that version
        return super().post(request, *args, **kwargs)

    def _problems(self):
        """Stock asks again only what the page lacked before it was public."""
        return self.object.get_latest_revision_as_object().publication_problems()

    def _refuse(self, problems):
        messages.error(self.request, f"« {self.object} » ne peut pas encore être publiée. {' '.join(problems)}")
        return redirect("wagtailadmin_pages:edit", self.object.pk)


class SayWhere:
    """A form of seven tabs: what is refused says in which one it stands."""

    def form_invalid(self, form):
        if not self.expects_json_response:
            panel = self.page.get_edit_handler().get_bound_panel(instance=self.page, request=self.request, form=form)
            for sentence in errors_with_places(form, panel):
                messages.error(self.request, sentence)
        return super().form_invalid(form)


class AddPage(ButtonsOfCreation, SayWhere, CarefulAdd):
    pass


class EditPage(ButtonsOfEdit, SayWhere, CarefulEdit):
    pass


class RevertPage(ButtonsOfEdit, SayWhere, CarefulRevert):
    pass


class UnpublishPage(UnpublishView):
    """Says which published pages name this one: they stay, and no longer lead anywhere."""

    def get(self, request, *args, **kwargs):
        naming = Page.objects.live().filter(pk__in=referring_page_ids(self.object)).exclude(pk=self.object.pk)
        titles = [f"« {title} »" for title in naming.order_by("title").values_list("title", flat=True)]
        if titles:
            named = ", ".join(titles[:MOST_NAMED]) + (", et d’autres" if len(titles) > MOST_NAMED else "")
            messages.warning(request, f"Des pages en ligne mènent à celle-ci : {named}. Corrigez-les aussi.")
        for said in before_withdrawal(self.object):
            messages.warning(request, said)
        return super().get(request, *args, **kwargs)


class DeletePage(DeleteView):
    def get(self, request, *args, **kwargs):
        for said in before_withdrawal(self.page):
            messages.warning(request, said)
        return super().get(request, *args, **kwargs)


class ChoosePrivacy(SetPrivacyView):
    """A page that becomes private is withdrawn too."""

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        if self.object is None:
            form.fields["restriction_type"].help_text = " ".join(before_withdrawal(self.page))
        return form


class CompletePagesViewSet(PageViewSet):
    add_view_class = AddPage
    edit_view_class = EditPage
    revisions_revert_view_class = RevertPage
    workflow_action_view_class = CompleteBeforeApproval
    unpublish_view_class = UnpublishPage
    delete_view_class = DeletePage
    set_privacy_view_class = ChoosePrivacy
