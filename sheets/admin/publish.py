"""« Publier » of many pages at once: whoever has read them says so in the same step."""

from wagtail.admin.views.pages.bulk_actions.page_bulk_action import DefaultPageForm
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction

from portal.publication.approval import BOX, verified_box, verify_today
from sheets.freshness import FreshnessMixin


def is_verified_in_time(page):
    return issubclass(page.specific_class, FreshnessMixin)


class VerifyingForm(DefaultPageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[BOX] = verified_box()


class PublishAction(PublishBulkAction):
    form_class = VerifyingForm
    template_name = "sheets/admin/publish.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "may_verify": any(is_verified_in_time(each["item"]) for each in context["items"])}

    def get_execution_context(self):
        return {**super().get_execution_context(), "verified": self.cleaned_form.cleaned_data[BOX]}

    @classmethod
    def execute_action(cls, objects, verified=False, user=None, **kwargs):
        """Those that were ticked: nobody has read what stands below them."""
        for page in objects if verified else ():
            if is_verified_in_time(page):
                page.latest_revision = verify_today(page.specific, user)  # what is published
        return super().execute_action(objects, user=user, **kwargs)
