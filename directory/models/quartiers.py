"""Quartiers: what people say of where they live, and what it means: two sectors and a center."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from catalog.sectors import is_a_sector
from portal.coded import Coded
from portal.fields import LinesField
from portal.text.letters import sort_key
from portal.usages import is_in_use


class Sourced(models.Model):
    """A fact about the city that somebody wrote somewhere, one day."""

    source = models.CharField(
        _("source"),
        max_length=200,
        blank=True,
        help_text=_("Le document qui le dit, par exemple « plan des quartiers »."),
    )
    source_date = models.CharField(
        _("date de la source"), max_length=20, blank=True, help_text=_("Année ou jour, par exemple « 2023 ».")
    )

    class Meta:
        abstract = True


class Quartier(Sourced, Coded):
    name = models.CharField(_("nom"), max_length=120, help_text=_("Tel qu’on le dit, sans le mot « quartier »."))
    aliases = LinesField(_("autres noms"), help_text=_("Un par ligne : autres écritures, lieux-dits."))
    sectors = models.ManyToManyField(
        "catalog.Term",
        blank=True,
        related_name="+",
        limit_choices_to=is_a_sector,
        verbose_name=_("secteurs"),
        help_text=_("Un par découpage : celui de la Ville, celui de la Cité éducative."),
    )
    center = models.ForeignKey(
        "directory.Organization",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="quartiers",
        verbose_name=_("centre"),
        help_text=_("Le centre social des habitants. Vide s’il n’est pas connu."),
    )
    neighbours = models.ManyToManyField(
        "self", blank=True, verbose_name=_("quartiers voisins"), help_text=_("Pour qui habite à la limite.")
    )

    class Meta:
        verbose_name = _("quartier")
        verbose_name_plural = _("quartiers")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["code"], name="quartier_code_unique"),
            models.UniqueConstraint(fields=["name"], name="quartier_name_unique"),
        ]

    def __str__(self):
        return self.name

    def is_used(self):
        return is_in_use(self)


def one_of_each_scheme(sectors):
    """Refuses two sectors of one division of the town."""
    branches = [term.branch for term in sectors]
    if len(set(branches)) < len(branches):
        raise ValidationError(_("Un seul secteur par découpage."))


def quartiers_by_name():
    """``{name as it is read: Quartier}``, other names too."""
    return {sort_key(name)[0]: each for each in Quartier.objects.all() for name in (*each.aliases, each.name)}
