"""SheetPage: what every sheet (« fiche ») has in common."""

from django.db import models
from django.db.models import Prefetch, prefetch_related_objects
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from catalog.classified import ClassifiedMixin
from catalog.models import Term
from portal.blocks import stream_text
from portal.fields import LinesField, StreamField
from portal.pages import BasePage
from portal.reading.prefetched import is_read
from portal.visibility import public_pages
from sheets.ages import derive_ages
from sheets.blocks import sheet_blocks
from sheets.freshness import FreshnessMixin
from sheets.models.kind_mixin import KindMixin
from sheets.panels import sheet_edit_handler
from sheets.schema_org import people

from .calling import CallingMixin
from .neighbours import NeighboursMixin
from .properties import PropertiesMixin
from .stored_rows import read_audience_terms, read_rows, read_versions
from .twins import TwinMixin


class SheetPage(
    CallingMixin, KindMixin, PropertiesMixin, NeighboursMixin, TwinMixin, ClassifiedMixin, FreshnessMixin, BasePage
):
    is_ordinary = False

    summary = models.TextField(
        _("résumé"), max_length=600, help_text=_("Une ou deux phrases : montrées en tête et dans la recherche.")
    )
    body = StreamField(sheet_blocks(), blank=True, verbose_name=_("texte"), help_text=_("De quoi s’agit-il ?"))
    easy_french = models.TextField(
        _("en français facile"),
        blank=True,
        help_text=_("Trois à cinq phrases courtes, une par ligne. Une idée par phrase."),
    )
    cover = models.ForeignKey(
        "portal.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("image de tête"),
        help_text=_("Décorative : elle n’apporte aucune information que le texte ne donne pas."),
    )
    objectives = LinesField(_("objectifs"), help_text=_("Un par ligne."))
    perimeter_note = models.TextField(
        _("note sur le périmètre"),
        blank=True,
        help_text=_("Ce que le secteur comprend. Montrée au public : d’où vient ce choix se dit dans les doutes."),
    )
    is_elsewhere = models.BooleanField(
        _("vient d’ailleurs"),
        default=False,
        help_text=_("D’une autre commune, à titre d’exemple : la recherche la montre après celles d’ici, et le dit."),
    )
    elsewhere_town = models.CharField(
        _("quelle commune"), max_length=80, blank=True, help_text=_("Vide : la fiche dit « commune à confirmer ».")
    )
    provenance = models.TextField(
        _("source"),
        blank=True,
        help_text=_("Le document d’où elle est tirée, l’année. Montrée tout à la fin, et cherchée."),
    )
    edit_handler = sheet_edit_handler()
    brief_template = "components/brief.html"

    class Meta:
        abstract = True

    # The tables of rows that its templates show.
    shown_rows: tuple[str, ...] = (
        "audiences",
        "organization_links",
        "contact_links",
        "document_links",
        "sheet_links",
        "page_terms",
    )

    def rows_of(self, section, relation):
        """The rows of a relation, none when the kind leaves its section out: they are kept, and not shown."""
        rows = list(getattr(self, relation).all()) if section in self.sections else []
        if rows and not is_read(self, relation):
            prefetch_related_objects(rows, *getattr(type(rows[0]), "read_with", ()))
        return rows

    def read_together(self):
        """The rows of a draft came with its revision, and the database knows others."""
        if self.pk and not getattr(self, "_cluster_related_objects", None):
            for relation in self.shown_rows:
                read_rows(self, relation)
            read_audience_terms(self)
            read_versions(self)

    def neighbour_ids(self):
        """Its related sheets and its twin too."""
        ids = super().neighbour_ids() | {link.related_id for link in self.shown_links}
        return ids | {self.twin_key} if self.twin_key else ids

    # Who it is for.

    @cached_property
    def audience_rows(self):
        """The rows with their terms, in a few queries whatever their number."""
        rows = self.rows_of("publics", "audiences")
        if rows and not is_read(rows[0], "publics"):
            publics = Prefetch("publics", Term.objects.select_related("vocabulary"))
            prefetch_related_objects([row for row in rows if row.pk], publics, "levels")
        return rows

    def chosen_terms(self):
        """Terms chosen on the sheet, and those its audience rows name."""
        publics = [term for row in self.audience_rows for term in row.publics.all()]
        return {**self.own_terms, **({"public": list(dict.fromkeys(publics))} if publics else {})}

    @cached_property
    def ages(self):
        return derive_ages(row.as_ages() for row in self.audience_rows)

    @property
    def has_text(self):
        body, objectives = "texte" in self.sections and self.body, "objectifs" in self.sections and self.objectives
        return bool(body or objectives)

    # Organizations, contacts, related pages.

    def organizations(self, *roles):
        return [link for link in self.rows_of("organisations", "organization_links") if link.role in roles]

    @property
    def carried_by(self):
        """Who carries the sheet out, in the few words a list has room for: never one of ten as if it were alone."""
        names = [link.name for link in self.organizations("operator")]
        if len(names) < 2:
            return "".join(names)
        others = ngettext("%(n)d autre", "%(n)d autres", len(names) - 1) % {"n": len(names) - 1}
        return _("%(first)s et %(others)s") % {"first": names[0], "others": others}

    @property
    def provenance_lines(self):
        return self.provenance.splitlines() if "provenance" in self.sections else []

    @property
    def shown_documents(self):
        return [row for row in self.rows_of("liens", "document_links") if row.is_shown]

    @property
    def shown_links(self):
        return self.rows_of("lire", "sheet_links")

    @cached_property
    def related_sheets(self):
        """Public pages to read next, with the editor's reason: ``[(page, reason)]``."""
        links = {link.related_id: link.reason for link in self.shown_links}
        pages = {page.pk: page for page in public_pages().filter(pk__in=links)}
        return [(pages[pk], reason) for pk, reason in links.items() if pk in pages]

    def structured_data(self, portal):
        """What a sheet describes is its editors' affair: it is a page, for someone, by someone."""
        return {**super().structured_data(portal), "genre": self.kind_name, **people(self)}

    # The protocol of search.

    @classmethod
    def search_lookups(cls):
        publics = Prefetch("audiences__publics", Term.objects.select_related("vocabulary"))
        rows = ["audiences", publics, "audiences__levels", "document_links__reference"]
        records = [
            "organization_links__organization__network",
            "organization_links__organization__kind",
            "contact_links__contact__organization",
        ]
        return [*super().search_lookups(), *rows, *records]

    @classmethod
    def brief_lookups(cls):
        return [*super().brief_lookups(), "contact_links__contact__sector"]

    @property
    def lead(self):
        return self.summary

    def search_card(self):
        return {**super().search_card(), "sends_to_center": self.sends_to_center}

    def search_ages(self):
        return self.ages

    def search_town(self):
        return self.elsewhere_town.strip() if self.is_elsewhere and "provenance" in self.sections else None

    def search_actors(self):
        links = self.rows_of("organisations", "organization_links")
        return [link.organization for link in links if link.organization_id]

    def search_hosts(self):
        return [link.organization for link in self.organizations("operator") if link.organization_id]

    def search_text(self):
        parts = [self.summary, *self._section_texts(), *self.property_texts()]
        return "\n".join(part for part in parts if part)

    def _section_texts(self):
        texts = {
            "facile": self.easy_french,
            "objectifs": "\n".join(self.objectives),
            "texte": stream_text(self.body),
        }
        return [text for section, text in texts.items() if section in self.sections]

    def search_keywords(self):
        """Whom it is for, where, by whom, and where that was read: words to find a sheet by, and no text to quote."""
        audiences = [f"{row.label} {'' if row.inferred else row.note}" for row in self.audience_rows]
        perimeter = self.perimeter_note if "perimetre" in self.sections else ""
        documents = [link.name for link in self.shown_documents]
        return [*audiences, *self._partner_names(), perimeter, *documents, *self.provenance_lines]

    def _partner_names(self):
        links = self.rows_of("organisations", "organization_links")
        organizations = [link.organization for link in links if link.organization_id]
        names = [name for each in organizations for name in (each.name, each.acronym, *each.aliases) if name]
        partners = [f"{link.name} {link.detail}" for link in links]
        return [*names, *partners, *self._contact_names()]

    def _contact_names(self):
        contacts = [link.contact for link in self.public_contacts]
        return [name for each in contacts for name in (each.title, each.organization.name, each.organization.acronym)]
