"""The sheets of every kind made in the browser in Wagtail's lists."""

from django.db.models import prefetch_related_objects
from wagtail.admin.views.pages.listing import ExplorableIndexView

from catalog.kinds import offered_kinds
from portal.publication.drafts import AddPage, CompletePagesViewSet
from sheets.admin.choose_kind import choose_kind
from sheets.models import GenericSheetPage


class SheetsWithKinds(ExplorableIndexView):
    """Each row names its kind: they are read together."""

    def paginate_queryset(self, queryset, page_size):
        paginator, page, pages, is_paginated = super().paginate_queryset(queryset, page_size)
        prefetch_related_objects([each for each in pages if isinstance(each, GenericSheetPage)], "sheet_kind")
        return paginator, page, pages, is_paginated


class AddSheet(AddPage):
    def get(self, request):
        """The kind first, unless the list says it."""
        if not self.parent_page.sheet_kind_id:
            kinds = {kind.code: kind for kind in offered_kinds()}
            self.page.sheet_kind = kinds.get(request.GET.get("kind"))
            if not self.page.sheet_kind_id:
                return choose_kind(request, self.parent_page, list(kinds.values()))
        return super().get(request)

    def get_page_subtitle(self):
        return self.page.kind_name


class GenericSheetViewSet(CompletePagesViewSet):
    model = GenericSheetPage
    add_view_class = AddSheet
    index_view_class = SheetsWithKinds
    list_filter = ["sheet_kind"]
