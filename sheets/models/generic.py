"""Sheets of the kinds that editors make in the browser, and the page that lists them."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from directory.models import SheetKind
from sheets.index import IndexPage

from .sheet import SheetPage


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
    subpage_types = ["sheets.GenericSheetPage"]

    class Meta:
        verbose_name = _("liste de fiches")
        verbose_name_plural = _("listes de fiches")


class GenericSheetPage(SheetPage):
    """One class for all of them: what its kind says decides of its form, its card and its filter."""

    type_code = "fiche"
    type_label = _("Fiches")
    type_name = _("Fiche")
    kind_is_content = True

    sheet_kind = models.ForeignKey(
        SheetKind,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"is_coded": False},
        verbose_name=_("type de fiche"),
    )
    parent_page_types = ["sheets.SheetIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("fiche")
        verbose_name_plural = _("fiches")

    @cached_property
    def kind_code(self):
        return self.sheet_kind.code if self.sheet_kind_id else ""
