"""« Vérifiée le », as a field that many pages are given at once."""

from dataclasses import dataclass

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
