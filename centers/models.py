"""The directory of community centers: a list and a map that say the same, and a page each."""

from datetime import time

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Prefetch, prefetch_related_objects
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel, ObjectList

from catalog.classified import ClassifiedMixin
from catalog.panels import ClassificationPanel, DynamicTabs
from centers.schema_org import civic_structure
from directory.models import Contact
from portal.admin.closed_rows import ClosedRowsPanel
from portal.blocks import stream_text
from portal.fields import LinesField, StreamField
from portal.inputs.stored_rows import Row, RowKey
from portal.pages import BasePage
from portal.references import referring_page_ids
from search.live_lists.blocks import page_blocks
from sheets.freshness import FreshnessMixin
from sheets.index import IndexPage
from sheets.models import KindMixin, NeighboursMixin, PropertiesMixin
from sheets.properties.panels import PropertiesPanel


class CenterIndexPage(IndexPage):
    """All the centers, as a list and as a map."""

    listed_type = "centre"
    tint = "centre"
    page_icon = "pin"
    subpage_types = ["centers.CenterPage"]

    class Meta:
        verbose_name = _("annuaire des centres sociaux")
        verbose_name_plural = _("annuaires des centres sociaux")


class CenterPage(KindMixin, PropertiesMixin, NeighboursMixin, ClassifiedMixin, FreshnessMixin, BasePage):
    """Its facts (address, phone, position) come from its organization in the register."""

    class Hours(models.TextChoices):
        UNKNOWN = "unknown", _("Non communiqués")
        APPOINTMENT = "appointment", _("Sur rendez-vous")
        KNOWN = "known", _("Connus : voir les lignes")

    type_code = "centre"
    type_label = _("Centres sociaux")
    type_name = _("Centre social")
    tint = "centre"
    page_icon = "pin"
    is_ordinary = False
    site_order = "3"
    brief_template = "components/center_brief.html"

    organization = models.ForeignKey(
        "directory.Organization",
        on_delete=models.PROTECT,
        related_name="+",
        null=True,
        verbose_name=_("organisation"),
        help_text=_("L’adresse, le téléphone et la position se corrigent dans le répertoire."),
    )
    summary = models.TextField(
        _("résumé"), max_length=600, blank=True, help_text=_("Une phrase, sous le nom du centre.")
    )
    body = StreamField(page_blocks(), blank=True, verbose_name=_("texte"), help_text=_("Ce que l’on y trouve."))
    easy_french = models.TextField(
        _("en français facile"), blank=True, help_text=_("Des phrases courtes, une par ligne.")
    )
    liaison = models.ForeignKey(
        "directory.Contact",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("personne à contacter"),
        help_text=_("Le poste liaison familles-écoles-quartier. Vide si le poste est vacant."),
    )
    hours = models.CharField(
        _("horaires"),
        max_length=12,
        choices=Hours,
        default=Hours.UNKNOWN,
        help_text=_("Dire que l’on ne sait pas est utile."),
    )
    languages = LinesField(_("langues parlées"), help_text=_("Une par ligne. Vide si on ne le sait pas."))

    edit_handler = DynamicTabs(
        [
            ObjectList(
                [*BasePage.content_panels, "organization", "summary", "body", "easy_french", "liaison", "languages"],
                heading=_("Contenu"),
            ),
            ObjectList(
                [
                    "hours",
                    ClosedRowsPanel(
                        "opening_hours",
                        heading=_("Horaires d’ouverture"),
                        label=_("Plage"),
                        named_by=("weekday",),
                    ),
                    ClosedRowsPanel(
                        "closures",
                        heading=_("Fermetures exceptionnelles"),
                        label=_("Fermeture"),
                        named_by=("reason", "starts_on"),
                    ),
                ],
                heading=_("Horaires"),
            ),
            ObjectList([ClassificationPanel()], heading=_("Classement")),
            PropertiesPanel(),
            ObjectList(
                [
                    *BasePage.follow_up_panels,
                    MultiFieldPanel(["reviewed_on", "review_every"], heading=_("Fraîcheur")),
                    "doubts",
                ],
                heading=_("Suivi"),
            ),
            ObjectList(BasePage.promote_panels, heading=_("Référencement")),
            ObjectList(BasePage.settings_panels, heading=_("Publication")),
        ]
    )
    parent_page_types = ["centers.CenterIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("centre social")
        verbose_name_plural = _("centres sociaux")

    @property
    def lead(self):
        return self.summary

    def read_together(self):
        """Its organization and the post to contact, each in one query."""
        contacts = Contact.objects.select_related("organization", "sector")
        prefetch_related_objects([self], "organization__quartier", Prefetch("liaison", contacts))

    @cached_property
    def public_liaison(self):
        return self.liaison if self.liaison_id and self.liaison.is_public else None

    @property
    def contacts_to_call(self):
        return [(self.public_liaison.get_role_display(), self.public_liaison)] if self.public_liaison else []

    @property
    def phone_to_call(self):
        own = self.organization.phone if self.organization_id else ""
        return own or (self.public_liaison.phone if self.public_liaison else "")

    def sheets_here(self, among):
        """The pages of ``among`` (public ones) that name this center's organization, in the order of the site."""
        if not self.organization_id:
            return []
        return list(among.filter(pk__in=referring_page_ids(self.organization)).not_type(CenterPage).order_by("path"))

    @cached_property
    def open_closures(self):
        """Closures that are not over."""
        today = timezone.localdate()
        return [each for each in self.closures.all() if each.ends_on is None or each.ends_on >= today]

    def structured_data(self, portal):
        return civic_structure(self, portal)

    @classmethod
    def search_lookups(cls):
        return [
            *super().search_lookups(),
            "organization__quartier",
            "organization__network",
            "organization__kind",
            "liaison",
        ]

    @classmethod
    def brief_lookups(cls):
        return [
            *super().brief_lookups(),
            "organization__quartier",
            "opening_hours",
            "liaison__organization",
            "liaison__sector",
        ]

    def search_actors(self):
        return [self.organization] if self.organization_id else []

    search_hosts = search_actors

    def search_text(self):
        organization = self.organization
        facts = [organization.name, organization.place_name, organization.address] if organization else []
        liaison = [self.public_liaison.title] if self.public_liaison else []
        parts = [self.summary, stream_text(self.body), self.easy_french, *facts, *liaison, *self.languages]
        parts += self.property_texts()
        return "\n".join(part for part in parts if part)

    def search_keywords(self):
        organization = self.organization
        return [organization.acronym, *organization.aliases] if organization else []

    def search_card(self):
        place = self.organization.place_name if self.organization_id else ""
        meta = [str(self.type_name), *([place] if place else [])]
        return {**super().search_card(), "meta": meta, "number": "C"}


class OpeningHours(Row):
    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Lundi")
        TUESDAY = 1, _("Mardi")
        WEDNESDAY = 2, _("Mercredi")
        THURSDAY = 3, _("Jeudi")
        FRIDAY = 4, _("Vendredi")
        SATURDAY = 5, _("Samedi")
        SUNDAY = 6, _("Dimanche")

    page = RowKey(CenterPage, on_delete=models.CASCADE, related_name="opening_hours")
    weekday = models.PositiveSmallIntegerField(_("jour"), choices=Weekday, help_text=_("Un jour, une plage par ligne."))
    opens = models.TimeField(_("ouvre à"), help_text=_("Par exemple 09:00."))
    closes = models.TimeField(_("ferme à"), help_text=_("Par exemple 12:00 ; 00:00 pour minuit."))
    note = models.CharField(_("précision"), max_length=120, blank=True, help_text=_("« hors vacances scolaires »…"))

    class Meta(Row.Meta):
        verbose_name = _("plage d’ouverture")
        verbose_name_plural = _("plages d’ouverture")

    def __str__(self):
        hours = [f"{hour:%H:%M}" for hour in (self.opens, self.closes) if hour]
        return f"{self.get_weekday_display() or ''} {'–'.join(hours)}".strip()

    def clean(self):
        super().clean()
        # Midnight ends a day as well as it begins one.
        if None not in (self.opens, self.closes) and self.opens >= self.closes > time.min:
            raise ValidationError({"closes": _("La fermeture vient après l’ouverture.")})


class Closure(Row):
    page = RowKey(CenterPage, on_delete=models.CASCADE, related_name="closures")
    starts_on = models.DateField(_("du"), help_text=_("Premier jour de fermeture."))
    ends_on = models.DateField(_("au"), null=True, blank=True, help_text=_("Dernier jour. Vide s’il n’est pas connu."))
    reason = models.CharField(_("motif"), max_length=200, blank=True, help_text=_("Et où aller en attendant."))

    class Meta(Row.Meta):
        verbose_name = _("fermeture exceptionnelle")
        verbose_name_plural = _("fermetures exceptionnelles")

    def __str__(self):
        return f"{self.starts_on} – {self.ends_on or '…'}" if self.starts_on else ""

    def clean(self):
        super().clean()
        if self.starts_on and self.ends_on and self.starts_on > self.ends_on:
            raise ValidationError({"ends_on": _("La fin vient après le début.")})
