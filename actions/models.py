"""The Cité éducative: action sheets, grouped by axis."""

from django.db import models
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from actions.places import hosts_of, places_of
from catalog.models import Term
from portal.admin.closed_rows import ClosedRowsPanel
from portal.blocks import stream_text
from portal.fields import StreamField
from portal.inputs.stored_rows import Row, RowKey
from portal.publication.rules import Problem
from portal.visibility import public_pages
from sheets.blocks import SiteBlock
from sheets.index import IndexPage
from sheets.models import SheetPage
from sheets.panels import sheet_edit_handler
from sheets.schema_org import service


class ActionIndexPage(RoutablePageMixin, IndexPage):
    """The action sheets, axis by axis."""

    listed_type = "action"
    tint = "fiche"
    page_icon = "file"
    subpage_types = ["actions.ActionPage"]

    class Meta:
        verbose_name = _("liste des fiches action")
        verbose_name_plural = _("listes des fiches action")

    @cached_property
    def axes(self):
        return Term.objects.filter(vocabulary__code="axe", locale=self.locale).order_by("sort_order", "label")

    @path("")
    def index_route(self, request, *args, **kwargs):
        return self.answered(request, super().index_route(request, *args, **kwargs))

    @path("axe/<slug:code>/", name="axis")
    def axis_page(self, request, code):
        """One axis: what it is for, and its sheets in the order of their numbers."""
        axis = get_object_or_404(self.axes, code=code)
        public = public_pages(self.get_site()).child_of(self).filter(page_terms__term=axis)
        sheets = ActionPage.objects.filter(pk__in=public).order_by(models.F("number").asc(nulls_last=True), "title")
        context = {"axis": axis, "sheets": sheets, "axes": self.axes}
        return self.render(request, template="actions/axis.html", context_overrides=context)


class RolloutRow(Row):
    class Status(models.TextChoices):
        DONE = "done", _("Fait")
        CURRENT = "current", _("En cours")
        PLANNED = "planned", _("À venir")
        NEW = "new", _("Nouveau")

    page = RowKey("actions.ActionPage", on_delete=models.CASCADE, related_name="rollout_rows")
    status = models.CharField(
        _("état"), max_length=8, choices=Status, default=Status.PLANNED, help_text=_("Où en est-on ?")
    )
    organization = models.ForeignKey(
        "directory.Organization",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("organisation ou lieu"),
        help_text=_("Facultatif."),
    )
    label = models.CharField(_("quoi ou où"), max_length=400, blank=True, help_text=_("Une phrase ou un nom de lieu."))
    since = models.CharField(
        _("quand"), max_length=40, blank=True, help_text=_("« 2021 », « avril 2021 », « 2024-2025 »…")
    )

    read_with = shown_with = ("organization",)

    class Meta(Row.Meta):
        verbose_name = _("étape du déploiement")
        verbose_name_plural = _("déploiement")

    def __str__(self):
        return self.label or str(self.organization or "")


class ActionPage(SheetPage):
    type_code = "action"
    type_label = _("Fiches action")
    type_name = _("Fiche action")
    tint = "fiche"
    page_icon = "file"
    site_order = "1"

    number = models.PositiveSmallIntegerField(
        _("numéro"),
        null=True,
        blank=True,
        help_text=_("Celui de la fiche dans la programmation. Unique parmi les fiches publiées."),
    )
    programme_period = models.CharField(
        _("programmation"), max_length=40, blank=True, help_text=_("Par exemple « 2020-2022 ».")
    )
    sites = StreamField(
        [("site", SiteBlock())], blank=True, verbose_name=_("lieux"), help_text=_("Collèges, écoles, centres.")
    )

    exclude_fields_in_copy = [*SheetPage.exclude_fields_in_copy, "number"]
    edit_handler = sheet_edit_handler(
        own_content=[
            MultiFieldPanel([FieldPanel("number"), FieldPanel("programme_period")], heading=_("Programmation"))
        ],
        own_tab=(
            _("Déploiement"),
            [
                ClosedRowsPanel(
                    "rollout_rows",
                    heading=_("Où en est-on ?"),
                    label=_("Étape"),
                    named_by=("label", "organization"),
                ),
                "sites",
            ],
        ),
    )
    parent_page_types = ["actions.ActionIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("fiche action")
        verbose_name_plural = _("fiches action")

    def public_rules(self):
        """Drafts may repeat a number. An alias is the same sheet: it has the same one."""
        yield from super().public_rules()
        others = ActionPage.objects.live().filter(number=self.number, alias_of=None).exclude(pk=self.pk)
        other = None if self.number is None else others.first()
        if other:
            message = _("Le numéro %(number)s est celui de « %(title)s » : donnez-en un autre.")
            yield Problem(message % {"number": self.number, "title": other.title}, "number")

    shown_rows = (*SheetPage.shown_rows, "rollout_rows")

    @cached_property
    def axis(self):
        axes = self.own_terms.get("axe")
        return axes[0] if axes else None

    def structured_data(self, portal):
        return service(self, portal)

    @classmethod
    def search_lookups(cls):
        return [*super().search_lookups(), "rollout_rows__organization"]

    def search_keywords(self):
        rows = [f"{row.label} {row.organization or ''}" for row in self.rollout_rows.all()]
        return [*super().search_keywords(), stream_text(self.sites), *rows]

    def facts_beside(self):
        rows = [f"{row.get_status_display()} : {row.label}" for row in self.rollout_rows.all()]
        places = [stream_text([block]).replace("\n", ", ") for block in self.sites]
        return [(_("Les lieux"), places), (_("Où en est-on ?"), rows)]

    def search_places(self):
        return places_of(self.sites)

    def search_actors(self):
        rollout = [row.organization for row in self.rollout_rows.all() if row.organization]
        return [*super().search_actors(), *hosts_of(self.sites), *rollout]

    def search_hosts(self):
        return [*super().search_hosts(), *hosts_of(self.sites)]

    def search_order(self):
        return f"{self.site_order} {self.number:05}" if self.number else f"{self.site_order} sans"

    def search_card(self):
        card = super().search_card()
        number = str(self.number) if self.number else ""
        kind = f"{self.type_name} n° {number}" if number else str(self.type_name)
        return {**card, "number": number, "meta": [text for text in (kind, self.carried_by) if text]}
