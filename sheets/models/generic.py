"""Sheets of the kinds that editors make in the browser, and the pages that list them."""

from django.db import models
from django.db.models import BigIntegerField, Exists, OuterRef, Value
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import TabbedInterface
from wagtail.models import Page, get_page_models

from catalog.models import SheetKind
from portal.cache.shared import shared_by_visits
from portal.pages import plain_tabs
from portal.visibility import public_pages
from sheets.index import IndexPage
from sheets.kinds.forms import KindForm

from .sheet import SheetPage

_NO_KIND = -1


class SheetIndexPage(IndexPage):
    """The sheets of one kind, or of every kind made in the browser."""

    sheet_kind = models.ForeignKey(
        SheetKind,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"is_coded": False},
        verbose_name=_("type de fiche"),
        help_text=_("Vide : tous les types faits ici. Sinon, les nouvelles fiches le prennent sans le demander."),
    )
    max_count_per_parent = None
    page_icon = "flag"
    content_panels = [*IndexPage.content_panels, "sheet_kind"]
    subpage_types = ["sheets.GenericSheetPage"]

    class Meta:
        verbose_name = _("liste de fiches")
        verbose_name_plural = _("listes de fiches")

    @property
    def tint(self):
        return self.sheet_kind.tint if self.sheet_kind_id else ""

    def listed_codes(self):
        """An unknown type when there is no kind yet: nothing, rather than everything."""
        if self.sheet_kind_id:
            return (self.sheet_kind.code,)
        made = SheetKind.objects.filter(is_coded=False).values_list("code", flat=True)
        return tuple(made) or (GenericSheetPage.type_code,)

    @property
    def is_searchable(self):
        """Nobody is led to a list of nothing."""
        return self.pk not in empty_lists(self.get_site())


SheetIndexPage.edit_handler = TabbedInterface(plain_tabs(SheetIndexPage))


class GenericSheetPage(SheetPage):
    """One class for all of them: what its kind says decides of its form, its card and its filter."""

    type_code = "fiche"
    type_label = _("Fiches")
    type_name = _("Fiche")
    page_icon = "file"
    kind_is_content = True
    has_own_viewset = True

    sheet_kind = models.ForeignKey(
        SheetKind,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"is_coded": False},
        verbose_name=_("type de fiche"),
    )

    base_form_class = KindForm
    parent_page_types = ["sheets.SheetIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("fiche")
        verbose_name_plural = _("fiches")

    @classmethod
    def can_create_at(cls, parent):
        """A kind that is retired has no new sheets."""
        kind = getattr(parent.specific, "sheet_kind", None)
        return super().can_create_at(parent) and not (kind and kind.retired)

    def can_move_to(self, parent):
        """Not into the list of another kind: it would not list it."""
        return super().can_move_to(parent) and parent.specific.sheet_kind_id in (None, self.sheet_kind_id)

    def with_content_json(self, content):
        """A revision never brings another kind along."""
        page = super().with_content_json({**content, "sheet_kind": self.sheet_kind_id})
        page.sheet_kind = self.sheet_kind
        return page

    @property
    def kind_record(self):
        return self.sheet_kind if self.sheet_kind_id else None

    @property
    def kind_code(self):
        return self.sheet_kind.code if self.sheet_kind_id else ""

    @property
    def kind_name(self):
        return self.sheet_kind.name if self.sheet_kind_id else str(self.type_name)

    @property
    def page_type_display_name(self):
        """In Wagtail's lists."""
        return self.kind_name

    @property
    def tint(self):
        """« autre » gives its mark a shape of its own."""
        return f"{self.sheet_kind.tint} autre".strip() if self.sheet_kind_id else ""

    @property
    def mark(self):
        """What stands where other kinds have a number or a letter."""
        return self.kind_name[:1].upper()

    @property
    def sections(self):
        return self.sheet_kind.shown_sections if self.sheet_kind_id else super().sections

    @classmethod
    def search_lookups(cls):
        return [*super().search_lookups(), "sheet_kind"]

    def search_card(self):
        meta = [text for text in (self.kind_name, self.carried_by) if text]
        return {**super().search_card(), "number": self.mark, "meta": meta}


@shared_by_visits
def empty_lists(site):
    """Primary keys of the lists that have nothing to list, and are shown nowhere."""
    sheets = GenericSheetPage.objects.filter(pk__in=public_pages(site).values("pk"))
    kinds = set(sheets.order_by().values_list("sheet_kind", flat=True).distinct())
    lists = SheetIndexPage.objects.order_by().values_list("pk", "sheet_kind").union(_empty_sections(site), all=True)
    return frozenset(pk for pk, kind in lists if (kind not in kinds if kind else not kinds))


def _empty_sections(site):
    """Lists that their type hides while nobody may read a page of theirs: as if of a kind that nothing has."""
    hidden = [model for model in get_page_models() if getattr(model, "hides_when_empty", False)]
    child = public_pages(site).filter(path__startswith=OuterRef("path"), depth=OuterRef("depth") + 1)
    empty = Page.objects.order_by().type(*hidden).filter(~Exists(child))
    return empty.annotate(no_kind=Value(_NO_KIND, output_field=BigIntegerField())).values_list("pk", "no_kind")
