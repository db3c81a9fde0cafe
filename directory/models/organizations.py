"""Organizations: one record a school, community center, association or service, reused everywhere."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.search import index

from catalog.meant_vocabularies import is_a_network, is_a_structure
from catalog.sectors import is_a_sector
from portal.coded import Coded
from portal.fields import HttpsURLField, LinesField
from portal.inputs.places import DegreesField
from portal.usages import is_in_use

# Radius of the blur circle drawn on a map when none is given, in metres (design guide).
BLUR_METRES = {"building": 0, "street": 200, "quarter": 500, "territory": 1000, "sector": 1000}


class Organization(index.Indexed, Coded):
    class Precision(models.TextChoices):
        BUILDING = "building", _("Au bâtiment")
        STREET = "street", _("À la rue près")
        QUARTER = "quarter", _("Au quartier près")
        TERRITORY = "territory", _("Le territoire seulement")
        SECTOR = "sector", _("Le secteur seulement")

    name = models.CharField(_("nom"), max_length=255, help_text=_("Nom officiel ou usuel."))
    acronym = models.CharField(_("sigle"), max_length=40, blank=True, help_text=_("S’il existe, par exemple « CAF »."))
    kind = models.ForeignKey(
        "catalog.Term",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=is_a_structure,
        verbose_name=_("type de structure"),
        help_text=_("École, association, service municipal…"),
    )
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
        verbose_name=_("dépend de"),
        help_text=_("L’organisation dont celle-ci fait partie."),
    )
    description = models.TextField(_("description"), blank=True, help_text=_("Une phrase."))
    website = HttpsURLField(_("site internet"), blank=True, help_text=_("Adresse complète, avec https://."))
    email = models.EmailField(
        _("courriel"), blank=True, help_text=_("Une adresse générique, jamais celle d’une personne.")
    )
    phone = models.CharField(_("téléphone"), max_length=30, blank=True, help_text=_("Accueil public seulement."))
    address = models.CharField(
        _("adresse"), max_length=255, blank=True, help_text=_("Numéro, rue, code postal, ville.")
    )
    address_date = models.CharField(
        _("adresse connue depuis"),
        max_length=20,
        blank=True,
        help_text=_("Année du document qui la donne. Vide si elle est confirmée aujourd’hui."),
    )
    quartier = models.ForeignKey(
        "directory.Quartier",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="organizations",
        verbose_name=_("quartier"),
        help_text=_("Celui où elle se trouve."),
    )
    territory = models.CharField(
        _("territoire"),
        max_length=120,
        blank=True,
        help_text=_("En quelques mots, quand un quartier ne suffit pas : « Alma et Fosse aux Chênes »."),
    )
    network = models.ForeignKey(
        "catalog.Term",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=is_a_network,
        verbose_name=_("réseau"),
        help_text=_("Pour une école ou un collège : son réseau d’éducation prioritaire."),
    )
    latitude = DegreesField(
        _("latitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("En degrés décimaux (WGS 84), par exemple 50,6902."),
    )
    longitude = DegreesField(
        _("longitude"),
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("En degrés décimaux (WGS 84), par exemple 3,1817."),
    )
    precision = models.CharField(
        _("précision du point"),
        max_length=10,
        choices=Precision,
        blank=True,
        help_text=_("La carte ne montre jamais plus que ce que l’on sait."),
    )
    radius = models.PositiveIntegerField(
        _("rayon de flou, en mètres"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(20000)],
        help_text=_("Vide : 200 m pour une rue, 500 m pour un quartier, 1 km pour un territoire."),
    )
    aliases = LinesField(
        _("autres noms"), help_text=_("Un par ligne : autres écritures rencontrées, pour la recherche et l’import.")
    )
    sectors = models.ManyToManyField(
        "catalog.Term",
        blank=True,
        related_name="+",
        limit_choices_to=is_a_sector,
        verbose_name=_("secteurs"),
        help_text=_("Dans les deux découpages : celui de la Ville et celui de la Cité éducative."),
    )
    doubts = LinesField(_("doutes de la rédaction"), help_text=_("Un par ligne. Jamais montrés au public."))
    active = models.BooleanField(
        pgettext_lazy("une organisation", "active"),
        default=True,
        help_text=_("Décochez quand l’organisation n’existe plus."),
    )

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("acronym"),
        index.AutocompleteField("acronym"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["code"], name="organization_code_unique")]

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if (self.latitude is None) != (self.longitude is None):
            raise ValidationError({"longitude": _("Indiquez la latitude et la longitude, ou aucune des deux.")})
        if self.latitude is not None and not self.precision:
            raise ValidationError({"precision": _("Dites à quel point la position est précise.")})
        if self.pk and self.pk in self._keys_above():
            raise ValidationError({"parent": _("Une organisation ne dépend pas d’elle-même, ni d’une qui en dépend.")})

    def _keys_above(self):
        """Of what it depends on, as far as that goes: an older ring ends where it began."""
        keys, key = [], self.parent_id
        while key and key not in keys:
            keys.append(key)
            key = Organization.objects.filter(pk=key).values_list("parent_id", flat=True).first()
        return keys

    def is_used(self):
        return is_in_use(self)

    @property
    def public_url(self):
        """Where a page that names it leads; empty when it no longer exists."""
        return reverse("organization", args=[self.code]) if self.active else ""

    @property
    def place_name(self):
        """Where it is, as visitors read it."""
        return self.territory or (self.quartier.name if self.quartier_id else "")

    @property
    def sector_codes(self):
        """Of the sectors it lies in: its own, else those of its quartier; a place that is the whole city is none."""
        own = self.sectors.all() or (self.quartier.sectors.all() if self.quartier_id else [])
        return [term.code for term in own if not term.matches_all]

    @property
    def blur(self):
        """Metres of uncertainty around the point."""
        return self.radius if self.radius is not None else BLUR_METRES.get(self.precision, 0)
