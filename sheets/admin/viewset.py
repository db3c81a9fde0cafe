"""The sheets of every kind made in the browser in Wagtail's lists."""

from wagtail.admin.views.pages.create import CreateView
from wagtail.admin.views.pages.listing import ExplorableIndexView

from portal.drafts import CompletePagesViewSet
from sheets.models import GenericSheetPage


class SheetsWithKinds(ExplorableIndexView):
    """Each row names its kind: they are read together."""

    def annotate_queryset(self, pages):
        return super().annotate_queryset(pages).select_related("sheet_kind")


class AddSheet(CreateView):
    def get_page_subtitle(self):
        return self.page.kind_name


class GenericSheetViewSet(CompletePagesViewSet):
    model = GenericSheetPage
    add_view_class = AddSheet
    index_view_class = SheetsWithKinds
    list_filter = ["sheet_kind"]
