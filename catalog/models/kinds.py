"""Kinds of sheets (« types de fiche »): those the code knows, locked, and those an editor makes in the browser."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.models.names import is_taken
from catalog.sections import SECTIONS, all_sections
from portal.coded import Coded
from portal.pages import page_models


class SheetKind(Coded):
    """Properties, vocabularies, listings and the « Type » facet speak of kinds by their code, whoever made them."""

    class Tint(models.TextChoices):
        """Classes of components.css."""

        CANAL = "", _("Canal")
        BRICK = "fiche", _("Brique")
        PLUM = "ressource", _("Prune")
        INK = "encre", _("Encre")

    name = models.CharField(_("nom"), max_length=60, help_text=_("Au singulier : « Stage »."))
    plural = models.CharField(_("pluriel"), max_length=60, help_text=_("Montré au public comme filtre : « Stages »."))
    icon = models.CharField(_("icône"), max_length=20, default="file", help_text=_("Montrée avec le nom du type."))
    tint = models.CharField(
        _("couleur"), max_length=12, choices=Tint, default=Tint.CANAL, blank=True, help_text=_("De notre palette.")
    )
    sections = models.JSONField(
        _("rubriques"),
        default=all_sections,
        blank=True,
        help_text=_(
            "Dans l’ordre de la fiche publiée. Décochez ce que ces fiches n’ont pas : "
            "ce qui était déjà écrit est gardé, et revient avec la case."
        ),
    )
    order = models.PositiveSmallIntegerField(
        _("rang"), default=100, help_text=_("Les plus petits rangs paraissent d’abord.")
    )
    starting = models.ForeignKey(
        "wagtailcore.Page",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("fiche modèle"),
        help_text=_("Une nouvelle fiche commence par une copie de son brouillon."),
    )
    workflow = models.ForeignKey(
        "wagtailcore.Workflow",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        limit_choices_to={"active": True},
        verbose_name=_("relecture"),
        help_text=_("Vide : celle de la rubrique du site."),
    )
    review_every = models.PositiveSmallIntegerField(
        _("à revoir tous les (mois)"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Proposé à chaque nouvelle fiche de ce type."),
    )
    retired = models.BooleanField(
        _("retiré"), default=False, help_text=_("Les fiches restent, on n’en crée plus de nouvelles.")
    )
    is_coded = models.BooleanField(_("prévu par le portail"), default=False, editable=False)

    class Meta:
        verbose_name = _("type de fiche")
        verbose_name_plural = _("types de fiche")
        ordering = ["order", "name"]
        constraints = [models.UniqueConstraint(fields=["code"], name="sheet_kind_code_unique")]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if not self.is_coded and self.code in {model.type_code for model in page_models()}:
            raise ValidationError({"code": _("Ce code est déjà celui d’un type de page : choisissez-en un autre.")})
        others = type(self).objects.exclude(pk=self.pk)
        if is_taken(self.name, "name", others):
            raise ValidationError({"name": _("Un autre type porte déjà ce nom.")})
        if is_taken(self.plural, "plural", others):
            raise ValidationError({"plural": _("Un autre type porte déjà ce nom : le public les confondrait.")})

    def is_used(self):
        """A code stands in addresses, vocabularies and listings from its first day: it never changes once stored."""
        return True

    @property
    def shown_sections(self):
        """Codes of the built-in sections its sheets have. What the code made has them all."""
        return frozenset(SECTIONS) if self.is_coded else frozenset(self.sections) & frozenset(SECTIONS)
