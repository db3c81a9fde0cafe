"""The livret: resource sheets, with whom they are for and how to ask for them."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import MultiFieldPanel

from portal.blocks import stream_text
from portal.fields import LinesField, StreamField
from resources.blocks import StepBlock
from sheets.index import IndexPage
from sheets.models import SheetPage
from sheets.panels import sheet_edit_handler
from sheets.schema_org import service


class ResourceIndexPage(IndexPage):
    """The livret's table of contents."""

    listed_type = "ressource"
    tint = "ressource"
    page_icon = "book"
    subpage_types = ["resources.ResourcePage"]

    class Meta:
        verbose_name = _("livret ressources")
        verbose_name_plural = _("livrets ressources")


class ResourcePage(SheetPage):
    type_code = "ressource"
    type_label = _("Livret ressources")
    type_name = _("Ressource")
    tint = "ressource"
    page_icon = "book"
    site_order = "2"

    eligibility_rule = models.TextField(_("règle"), blank=True, help_text=_("À qui l’aide est ouverte, en une phrase."))
    eligibility_conditions = LinesField(_("conditions"), help_text=_("Une par ligne. Une seule suffit."))
    child_criteria = LinesField(
        _("difficultés de l’enfant"), help_text=_("Une par ligne, par exemple « Santé : langage, vue ».")
    )
    parent_criteria = LinesField(_("besoins des parents"), help_text=_("Un par ligne."))
    criteria_note = models.TextField(_("précision"), blank=True, help_text=_("Comment ces critères sont pesés."))
    consent = models.TextField(
        _("accord de la famille"), blank=True, help_text=_("Ce que la famille doit accepter ou signer.")
    )
    procedure = StreamField(
        [("step", StepBlock())],
        blank=True,
        verbose_name=_("démarche"),
        help_text=_("Étape par étape, de la demande à la fin."),
    )

    edit_handler = sheet_edit_handler(
        own_tab=(
            _("Conditions et démarche"),
            [
                MultiFieldPanel(
                    [
                        "eligibility_rule",
                        "eligibility_conditions",
                        "child_criteria",
                        "parent_criteria",
                        "criteria_note",
                        "consent",
                    ],
                    heading=_("Est-ce pour cet enfant ?"),
                ),
                "procedure",
            ],
        ),
    )
    parent_page_types = ["resources.ResourceIndexPage"]
    subpage_types: list[str] = []

    class Meta:
        verbose_name = _("fiche ressource")
        verbose_name_plural = _("fiches ressource")

    @cached_property
    def kind(self):
        kinds = self.own_terms.get("type-ressource")
        return kinds[0] if kinds else None

    @property
    def has_eligibility(self):
        return any([self.eligibility_rule, self.eligibility_conditions, self.child_criteria, self.parent_criteria])

    @property
    def shown_documents(self):
        """Those of its steps stand there."""
        documents = [document for block in self.procedure for document in block.value["documents"]]
        given = {document["label"] for document in documents} | {document.get("reference") for document in documents}
        return [row for row in super().shown_documents if row.name not in given and row.reference not in given - {None}]

    def structured_data(self, portal):
        return service(self, portal)

    def search_text(self):
        parts = [self.eligibility_rule, *self.eligibility_conditions, *self.child_criteria, *self.parent_criteria]
        return "\n".join([super().search_text(), *parts, self.criteria_note, self.consent, stream_text(self.procedure)])

    def search_order(self):
        return f"{self.site_order} {self.path}"

    def search_card(self):
        card = super().search_card()
        kind = self.kind.label if self.kind else ""
        meta = [text for text in (str(self.type_name), kind, self.carried_by) if text]
        return {**card, "number": "L", "meta": meta}
