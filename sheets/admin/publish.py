"""« Publier » of many pages at once: whoever has read them says so in the same step."""

from django.db import transaction
from django.shortcuts import get_list_or_404, redirect
from django.utils import timezone
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import DefaultPageForm
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from jobs.turns import MANY
from portal.publication.approval import BOX, verified_box, verify_today
from sheets.admin import publish_job
from sheets.freshness import FreshnessMixin


def is_verified_in_time(page):
    return issubclass(page.specific_class, FreshnessMixin)


def is_verified_before(page):
    """Not today, or never."""
    return page.reviewed_on != timezone.localdate()


class VerifyingForm(DefaultPageForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[BOX] = verified_box()


def keys_below(page):
    return page.get_descendants().not_live().filter(alias_of=None).values_list("pk", flat=True)


def drafts_below(pages, user):
    """Each once, those that are ticked themselves apart."""
    seen = {page.pk for page in pages}
    for page in pages:
        for draft in page.get_descendants().not_live().filter(alias_of=None).exclude(pk__in=seen).specific():
            seen.add(draft.pk)
            if user is None or may_publish(draft, user):
                yield draft


def may_publish(page, user):
    """As its own screen says: whoever locked it has not finished."""
    rights = page.permissions_for_user(user)
    return rights.can_publish() and not rights.page_locked()


class PublishAction(PublishBulkAction):
    form_class = VerifyingForm

    @classmethod
    def get_queryset(cls, model, object_ids):
        """With what says who has locked each, read for all at once."""
        pages = model._default_manager.annotate_approved_schedule().prefetch_workflow_states()
        return get_list_or_404(pages, pk__in=object_ids)

    def check_perm(self, page):
        return may_publish(page, self.request.user)

    template_name = "sheets/admin/publish.html"

    def prepare_action(self, objects, objects_without_access):
        """What nobody should wait for is handed over, before Wagtail and its hooks take each page in turn."""
        chosen = self.cleaned_form.cleaned_data
        ticked = [page.pk for page in objects]
        below = [pk for page in objects for pk in keys_below(page)] if chosen["include_descendants"] else []
        if len({*ticked, *below}) <= MANY:
            return None
        job = publish_job.publish_later(ticked, below, self.request.user, verified=chosen[BOX])
        return redirect("jobs:job", job.pk)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "may_verify": any(is_verified_in_time(each["item"]) for each in context["items"])}

    def get_execution_context(self):
        return {**super().get_execution_context(), "verified": self.cleaned_form.cleaned_data[BOX]}

    @classmethod
    def execute_action(cls, objects, include_descendants=False, verified=False, user=None, **kwargs):
        """An alias has no version of its own: it is on line when its source is."""
        own = [page for page in objects if not page.alias_of_id]
        below = list(drafts_below(objects, user)) if include_descendants else []
        for page in own:
            cls._publish(page, user, verified=verified and is_verified_in_time(page), **kwargs)
        for page in below:  # nobody has read what stands below those that were ticked
            cls._publish(page, user, verified=False, **kwargs)
        return len(own), len(below)

    @classmethod
    @transaction.atomic
    def _publish(cls, page, user, *, verified, **kwargs):
        """Pressed twice, a page is published once, and whoever listens is told once."""
        now = Page.objects.select_for_update(of=("self",)).get(pk=page.pk)
        if now.live and not now.has_unpublished_changes and not (verified and is_verified_before(now.specific)):
            return
        if verified:
            now.latest_revision = verify_today(now.specific, user)  # what is published
        super().execute_action([now], user=user, **kwargs)

    def get_success_message(self, num_parent_objects, num_child_objects):
        aliases = sum(bool(page.alias_of_id) for page in self.actionable_objects)
        if aliases:
            text = ngettext(
                "%d alias n’a pas été publié : il est en ligne quand sa source l’est.",
                "%d alias n’ont pas été publiés : ils sont en ligne quand leur source l’est.",
                aliases,
            )
            messages.info(self.request, text % aliases)
        published = num_parent_objects or num_child_objects
        return super().get_success_message(num_parent_objects, num_child_objects) if published else None
