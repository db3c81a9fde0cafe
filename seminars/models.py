"""A seminar's proposals, axis by axis, and the dots that a room gave them: nobody knows who did, nor how often."""

import secrets

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, Page

LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # none that a projector makes look like another


def room_code():
    return "".join(secrets.choice(LETTERS) for _letter in range(6))


class Seminar(ClusterableModel):
    class State(models.TextChoices):
        READY = "ready", _("En préparation")
        OPEN = "open", _("La salle vote")
        CLOSED = "closed", _("Le vote est clos")

    title = models.CharField(_("titre"), max_length=120)
    event = models.ForeignKey(
        "events.EventPage",
        verbose_name=_("événement"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Sa page annonce le séminaire."),
    )
    year = models.PositiveSmallIntegerField(_("année du programme"), help_text=_("Celle que le séminaire prépare."))
    dots = models.PositiveSmallIntegerField(
        _("gommettes par personne"), default=5, help_text=_("À répartir entre toutes les propositions.")
    )
    code = models.CharField(
        _("code de la salle"),
        max_length=12,
        default=room_code,
        unique=True,
        help_text=_("Affiché dans la salle. Voter deux fois est possible : le vote éclaire, il ne décide pas."),
    )
    state = models.CharField(_("état"), max_length=8, choices=State, default=State.READY)
    votes = models.PositiveIntegerField(_("bulletins"), default=0, editable=False)
    programme = models.ForeignKey(
        Page, verbose_name=_("programme"), null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("séminaire")
        verbose_name_plural = _("séminaires")
        ordering = ["-pk"]

    def __str__(self):
        return self.title

    def clean(self):
        self.code = self.code.strip().upper()
        if len(self.code) < 4:
            raise ValidationError({"code": _("Quatre signes au moins.")})
        if not 1 <= (self.dots or 0) <= 20:
            raise ValidationError({"dots": _("De 1 à 20.")})


class Proposal(Orderable):
    """``sheet``: what is kept or dropped; ``made``: the draft that an invention became."""

    class Choice(models.TextChoices):
        KEEP = "keep", _("Garder")
        DROP = "drop", _("Arrêter")
        INVENT = "invent", _("Inventer")

    seminar = ParentalKey(Seminar, on_delete=models.CASCADE, related_name="proposals")
    axis = models.ForeignKey(
        "catalog.Term",
        verbose_name=_("axe"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to={"vocabulary__code": "axe"},
    )
    choice = models.CharField(_("quoi"), max_length=6, choices=Choice)
    sheet = models.ForeignKey(
        Page,
        verbose_name=_("fiche"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("De ce que l’on garde ou arrête."),
    )
    title = models.CharField(
        _("en quelques mots"),
        max_length=150,
        blank=True,
        help_text=_("De ce que l’on invente ; sinon, le titre de la fiche."),
    )
    text = models.TextField(_("en deux phrases"), blank=True, max_length=600)
    dots = models.PositiveIntegerField(_("gommettes"), default=0)
    made = models.ForeignKey(Page, null=True, editable=False, on_delete=models.SET_NULL, related_name="+")

    class Meta(Orderable.Meta):
        verbose_name = _("proposition")
        verbose_name_plural = _("propositions")

    def __str__(self):
        return self.title or (self.sheet.title if self.sheet else "")

    def clean(self):
        super().clean()
        if self.choice == self.Choice.INVENT and not self.title.strip():
            raise ValidationError({"title": _("Écrivez ce que l’on invente.")})
        if self.choice in (self.Choice.KEEP, self.Choice.DROP) and not self.sheet:
            raise ValidationError({"sheet": _("Choisissez la fiche que l’on garde ou arrête.")})
