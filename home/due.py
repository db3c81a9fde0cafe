"""What is to be verified: pages and contacts whose date has come, the longest overdue first."""

from django.utils import timezone
from wagtail.permissions import page_permission_policy

from directory.models import Contact
from portal.admin.doors import has_right_on
from portal.pages import page_models
from sheets.freshness import FreshnessMixin, add_months, due_on, is_due


def due_pages(user):
    """Public pages that ``user`` may edit and whose review is due; those never reviewed before all others."""
    models = [model for model in page_models() if issubclass(model, FreshnessMixin)]
    pages = [
        page
        for model in models
        for page in model.objects.live()
        .filter(pk__in=editable_pages(user))
        .select_related("owner")
        .defer_streamfields()
        if page.review_is_due
    ]
    return sorted(pages, key=lambda page: (page.review_due_on is not None, page.review_due_on or page.title))


def owners_of_due(user):
    """The owner's key, or None, of each page that ``due_pages`` would give: to count them, none of them is read."""
    rows = (
        row
        for model in page_models()
        if issubclass(model, FreshnessMixin)
        for row in model.objects.live()
        .filter(pk__in=editable_pages(user))
        .values_list("owner", "reviewed_on", "review_every")
    )
    return [owner for owner, reviewed_on, months in rows if is_due(due_on(reviewed_on, months))]


def editable_pages(user):
    pages = page_permission_policy.instances_user_has_any_permission_for(user, ["change", "publish"])
    return pages.order_by().values("pk")


def due_contacts(user):
    """For whoever may see contacts at all."""
    if not has_right_on(user, Contact):
        return []
    contacts = Contact.objects.to_review(timezone.localdate()).select_related("organization", "owner")
    return list(contacts.order_by("review_on", "title"))


def is_older(page, months):
    """Due for at least so many months; what was never reviewed is."""
    return page.review_due_on is None or add_months(page.review_due_on, months) <= timezone.localdate()
