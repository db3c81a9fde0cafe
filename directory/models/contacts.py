"""Contacts are functions held in an organization. Sheets point to functions, so a hand-over is one edit."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from catalog.sectors import is_a_sector
from portal.coded import Coded
from portal.fields import LinesField
from portal.usages import is_in_use


class ContactQuerySet(models.QuerySet):
    def public(self):
        return self.filter(public=True)

    def to_review(self, today):
        return self.filter(review_on__lte=today)


class Contact(index.Indexed, Coded):
    class Role(models.TextChoices):
        TROIKA_STATE = "troika-etat", _("Troïka · État")
        TROIKA_CITY = "troika-ville", _("Troïka · Ville")
        TROIKA_EDUCATION = "troika-education", _("Troïka · Éducation nationale")
        CITY = "ville", _("Ville")
        STRUCTURE = "structure", _("Structure")
        REGION = "region", _("Région")
        LIAISON = "plfeq", _("Liaison familles-écoles-quartier")
        PRE = "pre", _("Programme de réussite éducative")
        INCLUSION = "inclusion", _("Inclusion")
        OTHER = "autre", _("Autre")

    title = models.CharField(
        _("fonction"), max_length=255, help_text=_("L’intitulé du poste, jamais un nom de personne.")
    )
    organization = models.ForeignKey(
        "directory.Organization",
        on_delete=models.PROTECT,
        related_name="contacts",
        verbose_name=_("organisation"),
        help_text=_("Là où la fonction s’exerce."),
    )
    role = models.CharField(
        _("rôle"), max_length=20, choices=Role, default=Role.STRUCTURE, help_text=_("Sa place dans la Cité éducative.")
    )
    email = models.EmailField(_("courriel"), blank=True, help_text=_("De préférence une adresse de fonction."))
    phone = models.CharField(_("téléphone"), max_length=30, blank=True, help_text=_("Par exemple 03 53 01 00 00."))
    sector = models.ForeignKey(
        "catalog.Term",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        limit_choices_to=is_a_sector,
        verbose_name=_("secteur"),
        help_text=_("Le territoire dont la fonction s’occupe."),
    )
    holder = models.CharField(
        _("titulaire"),
        max_length=120,
        blank=True,
        help_text=_("La personne en poste. Reste interne sauf case cochée plus bas."),
    )
    holder_since = models.DateField(_("en poste depuis"), null=True, blank=True, help_text=_("Facultatif."))
    holder_until = models.DateField(
        _("en poste jusqu’au"), null=True, blank=True, help_text=_("Après cette date, le nom n’est plus montré.")
    )
    holder_public = models.BooleanField(
        _("montrer le titulaire au public"), default=False, help_text=_("Seulement avec l’accord de la personne.")
    )
    public = models.BooleanField(
        _("contact public"),
        default=False,
        help_text=_("Sans cette case, le contact ne quitte jamais l’administration."),
    )
    review_on = models.DateField(
        _("à revoir le"), null=True, blank=True, help_text=_("Le contact paraît alors dans « À vérifier ».")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("suivi par"),
        help_text=_("Qui, dans la rédaction, le revoit à sa date. Jamais montré au public."),
    )
    doubts = LinesField(_("doutes de la rédaction"), help_text=_("Un par ligne. Jamais montrés au public."))

    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.RelatedFields("organization", [index.SearchField("name"), index.AutocompleteField("name")]),
    ]
    objects = ContactQuerySet.as_manager()

    class Meta:
        verbose_name = _("contact")
        verbose_name_plural = _("contacts")
        ordering = ["title"]
        constraints = [models.UniqueConstraint(fields=["code"], name="contact_code_unique")]

    def __str__(self):
        return f"{self.title} ({self.organization})" if self.organization_id else self.title

    def clean(self):
        super().clean()
        if self.holder_since and self.holder_until and self.holder_since > self.holder_until:
            raise ValidationError({"holder_until": _("La fin vient après le début.")})

    @property
    def review_is_due(self):
        return self.review_on is not None and self.review_on <= timezone.localdate()

    def is_used(self):
        return is_in_use(self)

    @property
    def is_public(self):
        return self.public

    @property
    def shown_holder(self):
        """The holder's name when the public may read it today, else an empty text."""
        today = timezone.localdate()
        in_post = (not self.holder_since or self.holder_since <= today) and (
            not self.holder_until or self.holder_until >= today
        )
        return self.holder if self.is_public and self.holder_public and in_post else ""
