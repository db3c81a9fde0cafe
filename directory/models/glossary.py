"""Glossary: acronyms and names of the trade, explained in place on every page."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin, TranslatableMixin
from wagtail.search import index

from portal.coded import Coded
from portal.fields import LinesField
from portal.publication.damage import Damageable
from portal.publication.rules import Publishable


class GlossaryEntry(
    Damageable, Publishable, DraftStateMixin, RevisionMixin, PreviewableMixin, TranslatableMixin, index.Indexed, Coded
):
    class Origin(models.TextChoices):
        DOCUMENTS = "documents", _("Développé dans les documents d’origine")
        PUBLIC = "public", _("Développé par une autre source publique")
        GENERAL = "general", _("Connaissance générale, à relire")
        UNKNOWN = "", _("Non trouvé")

    term = models.CharField(_("mot ou sigle"), max_length=80, help_text=_("Tel qu’il est écrit sur les fiches."))
    expansion = models.CharField(
        _("développé"),
        max_length=255,
        blank=True,
        help_text=_("Le sigle en toutes lettres. Vide s’il n’est pas connu."),
    )
    explanation = models.TextField(_("explication"), blank=True, help_text=_("Une phrase simple, pour tout le monde."))
    origin = models.CharField(
        _("origine"), max_length=12, choices=Origin, blank=True, default="", help_text=_("D’où vient l’explication.")
    )
    synonyms = LinesField(
        _("synonymes"),
        help_text=_("Un par ligne : autres écritures et mots équivalents, pour la recherche."),
        most=1000,  # every page of the term, or that says the word, is analysed with them
    )

    search_fields = [
        index.SearchField("term"),
        index.AutocompleteField("term"),
        index.SearchField("expansion"),
        index.AutocompleteField("expansion"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("mot expliqué")
        verbose_name_plural = _("mots expliqués")
        ordering = ["term"]
        constraints = [
            models.UniqueConstraint(fields=["locale", "code"], name="glossary_code_unique"),
            models.UniqueConstraint(fields=["locale", "term"], name="glossary_term_unique"),
        ]

    def __str__(self):
        return self.term

    def is_used(self):
        return False

    def get_preview_template(self, request, mode_name):
        return "directory/glossary_preview.html"
