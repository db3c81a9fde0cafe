"""What has changed in the other sheet of a pair since an editor of this one last looked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from sheets.models.twins import TwinCopy
from sheets.twins.copies import draft_of, find_twin

# Something written or pictured, inside what the comparison marks.
_NEWS = re.compile(r"""(?:addition|deletion)["'][^>]*>(?:\s|<(?!/|img)[^>]*>)*(?:<img|[^\s<])""")


@dataclass(frozen=True)
class TwinChange:
    other: object
    since: datetime | None
    fields: list[str]
    seen_id: int | None  # the revision last seen; None once it was purged
    latest_id: int


def change_for(page, user, request=None) -> TwinChange | None:
    """Nothing for who may not edit the other sheet: what it says is not theirs to read."""
    other = find_twin(page)
    if other is None or not other.latest_revision_id or not other.permissions_for_user(user).can_edit():
        return None
    # A pair linked by hand is followed from the first time that its form is opened.
    copy, _created = TwinCopy.objects.get_or_create(
        page_id=page.pk, defaults={"other_id": other.pk, "seen_id": other.latest_revision_id}
    )
    if copy.other_id != other.pk:
        mark_seen(page, other)
        return None
    if copy.seen_id == other.latest_revision_id:
        return None
    fields = changed_fields(copy.seen.as_object(), draft_of(other), request) if copy.seen else []
    since = copy.seen.created_at if copy.seen else None
    return TwinChange(other, since, fields, copy.seen_id, other.latest_revision_id) if fields or not copy.seen else None


def mark_seen(page, other) -> None:
    defaults = {"other_id": other.pk, "seen_id": other.latest_revision_id}
    TwinCopy.objects.update_or_create(page_id=page.pk, defaults=defaults)


def changed_fields(before, after, request=None) -> list[str]:
    """Labels of the fields that differ, as Wagtail's own comparison of two revisions finds them."""
    panel = after.get_edit_handler().get_bound_panel(instance=after, request=request, form=None)
    comparisons = [compare(before, after) for compare in panel.get_comparison()]
    return list(dict.fromkeys(str(each.field_label()) for each in comparisons if _says_something_else(each)))


def _says_something_else(comparison) -> bool:
    """Ends of lines and the like, which a first save in a browser writes its own way, are no news."""
    if not comparison.has_changed():
        return False
    return not hasattr(comparison, "htmldiff") or bool(_NEWS.search(str(comparison.htmldiff())))
