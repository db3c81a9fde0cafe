"""« Vérifiée aujourd’hui »: the sheets that were ticked have been read again, and nothing had to be changed."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sheets.admin.fill import WritingAction
from sheets.admin.fill_job import review_later
from sheets.filling.reviewed import ReviewedToday
from sheets.freshness import FreshnessMixin


class ReviewedAction(WritingAction):
    display_name = _("Vérifiée aujourd’hui")
    action_type = "reviewed"
    aria_label = _("Noter les pages cochées comme vérifiées aujourd’hui")
    template_name = "sheets/admin/reviewed.html"
    action_priority = 15
    target = ReviewedToday()

    def check_perm(self, page):
        is_kept = issubclass(page.specific_class, FreshnessMixin)
        return is_kept and page.permissions_for_user(self.request.user).can_edit()

    def value(self):
        return timezone.localdate(), True

    def write_later(self, pages):
        return review_later(pages, timezone.localdate(), self.request.user)
