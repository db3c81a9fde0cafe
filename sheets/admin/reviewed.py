"""« Vérifiée aujourd’hui »: the sheets that were ticked have been read again, and nothing had to be changed."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sheets.admin.fill import WritingAction
from sheets.freshness import FreshnessMixin


@dataclass(frozen=True)
class ReviewedToday:
    """A field to fill, as ``sheets.filling.fields`` has them."""

    def stands_on(self, page):
        return isinstance(page, FreshnessMixin)

    def as_text(self, draft):
        return ""

    def write(self, draft, value):
        if draft.reviewed_on == value:
            return False
        draft.reviewed_on = value
        return True


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
