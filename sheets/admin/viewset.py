"""The sheets of every kind made in the browser in Wagtail's lists."""

from portal.drafts import CompletePagesViewSet
from sheets.models import GenericSheetPage


class GenericSheetViewSet(CompletePagesViewSet):
    model = GenericSheetPage
    list_filter = ["sheet_kind"]
