"""Schools and streets. A school completes one organization: names, address, sectors and network stay there."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from directory.models.quartiers import Sourced
from portal.coded import Coded
from portal.fields import LinesField
from portal.usages import is_in_use

uai_validator = RegexValidator(r"^\d{7}[A-Z]$", _("Sept chiffres et une lettre majuscule, par exemple 0590123A."))
HIGHEST_NUMBER = 9999  # of a house


class School(Sourced, Coded):
    class Level(models.TextChoices):
        NURSERY = "maternelle", _("École maternelle")
        ELEMENTARY = "elementaire", _("École élémentaire")
        PRIMARY = "primaire", _("École primaire")
        COLLEGE = "college", _("Collège")
        LYCEE = "lycee", _("Lycée")

    organization = models.OneToOneField(
        "directory.Organization",
        on_delete=models.PROTECT,
        related_name="school",
        verbose_name=_("organisation"),
        help_text=_("Son nom, son adresse, ses secteurs, son quartier et son réseau se corrigent là."),
    )
    uai = models.CharField(
        _("code UAI"),
        max_length=8,
        null=True,
        blank=True,
        unique=True,
        validators=[uai_validator],
        help_text=_("Celui de l’annuaire de l’Éducation nationale."),
    )
    level = models.CharField(
        _("niveau"), max_length=12, choices=Level, blank=True, help_text=_("Vide s’il n’est pas connu.")
    )
    label = models.CharField(
        _("identité remarquable"),
        max_length=120,
        blank=True,
        help_text=_("Le domaine où elle se fait connaître : « journal », « danse »… Vide si elle n’en a pas."),
    )
    center = models.ForeignKey(
        "directory.Organization",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="schools",
        verbose_name=_("centre de référence"),
        help_text=_("Le centre social avec qui elle travaille. Vide : celui de son quartier."),
    )

    class Meta:
        verbose_name = _("école")
        verbose_name_plural = _("écoles")
        ordering = ["organization__name"]
        constraints = [models.UniqueConstraint(fields=["code"], name="school_code_unique")]

    def __str__(self):
        return self.organization.name if self.organization_id else ""

    @property
    def place_name(self):
        return self.organization.place_name

    @property
    def whose_center(self):
        """The one it works with, else that of its quartier."""
        quartier = self.organization.quartier
        return self.center or (quartier.center if quartier else None)

    def is_used(self):
        return is_in_use(self)


class Street(Sourced, Coded):
    """A street, or the part of it that numbers of one side or from one to another make."""

    class Side(models.TextChoices):
        BOTH = "", _("Tous les numéros")
        ODD = "impairs", _("Numéros impairs")
        EVEN = "pairs", _("Numéros pairs")

    name = models.CharField(_("nom"), max_length=160, help_text=_("Avec son type : « rue de Rome »."))
    aliases = LinesField(_("autres noms"), help_text=_("Un par ligne : ancien nom, nom d’usage."))
    quartier = models.ForeignKey(
        "directory.Quartier",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="streets",
        verbose_name=_("quartier"),
    )
    school = models.ForeignKey(
        School,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="streets",
        verbose_name=_("école de secteur"),
        help_text=_("Vide si elle n’est pas connue."),
    )
    side = models.CharField(_("côté"), max_length=8, choices=Side, blank=True, default="")
    first = models.PositiveSmallIntegerField(
        _("du numéro"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(HIGHEST_NUMBER)]
    )
    last = models.PositiveSmallIntegerField(
        _("au numéro"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(HIGHEST_NUMBER)]
    )

    class Meta:
        verbose_name = _("rue")
        verbose_name_plural = _("rues")
        ordering = ["name", "first", "side"]
        constraints = [models.UniqueConstraint(fields=["code"], name="street_code_unique")]

    def __str__(self):
        return ", ".join(part for part in (self.name, self.part) if part)

    @property
    def part(self):
        """Which of its numbers, in words; empty when it is the whole street."""
        side = self.get_side_display().lower() if self.side else ""
        return " ".join(part for part in (side, self._range()) if part)

    def _range(self):
        if self.first and self.last:
            return _("du %(first)d au %(last)d") % {"first": self.first, "last": self.last}
        if self.first:
            return _("à partir du %(first)d") % {"first": self.first}
        return _("jusqu’au %(last)d") % {"last": self.last} if self.last else ""

    def clean(self):
        super().clean()
        if not self.quartier_id and not self.school_id:
            raise ValidationError(_("Dites au moins son quartier ou son école."))
        if self.first and self.last and self.first > self.last:
            raise ValidationError({"last": _("Le dernier numéro vient après le premier.")})

    def is_used(self):
        return is_in_use(self)
