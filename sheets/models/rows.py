"""Rows of a sheet that search or other pages refer to. One table of each serves every page type."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from portal.fields import HttpsURLField
from portal.inputs.stored_rows import Row, RowKey
from sheets.ages import OLDEST, AudienceAges


class TargetAudience(ClusterableModel, Orderable):
    """Whom the sheet is for. A parent's age is that of the child."""

    page = ParentalKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="audiences")
    label = models.CharField(
        _("pour qui"), max_length=255, help_text=_("Tel qu’on le dit : « Élèves de CM2 », « Parents ».")
    )
    publics = ParentalManyToManyField(
        "catalog.Term",
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary__code": "public"},
        verbose_name=_("publics"),
        help_text=_("Ce que la recherche propose sous « Pour qui »."),
    )
    age_min = models.PositiveSmallIntegerField(
        _("de (années)"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(OLDEST)],
        help_text=_("Âge révolu, compris."),
    )
    age_max = models.PositiveSmallIntegerField(
        _("à (années)"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(OLDEST)],
        help_text=_("Âge révolu, compris."),
    )
    levels = ParentalManyToManyField(
        "catalog.Term",
        blank=True,
        related_name="+",
        limit_choices_to={"vocabulary__code": "age", "matches_all": False},
        verbose_name=_("ou niveaux"),
        help_text=_("Quand la source donne une classe au lieu d’un âge."),
    )
    inferred = models.BooleanField(
        _("déduit"), default=False, help_text=_("La source ne le dit pas elle-même. La précision reste alors interne.")
    )
    note = models.CharField(
        _("précision"),
        max_length=500,
        blank=True,
        help_text=_("Conditions, montrées au public. Ce que la source ne dit pas va dans les doutes."),
    )

    class Meta(Orderable.Meta):
        verbose_name = _("public visé")
        verbose_name_plural = _("à qui s’adresse la fiche")

    def __str__(self):
        return self.label

    def clean(self):
        super().clean()
        if self.age_min is not None and self.age_max is not None and self.age_min > self.age_max:
            raise ValidationError({"age_max": _("Le second âge vient après le premier.")})

    def as_ages(self):
        return AudienceAges(
            age_min=self.age_min,
            age_max=self.age_max,
            levels=tuple((term.age_min, term.age_max) for term in self.levels.all() if term.age_min is not None),
            concerns_children=any(term.concerns_children for term in self.publics.all()),
        )


class OrganizationLink(Row):
    class Role(models.TextChoices):
        OPERATOR = "operator", _("Opérateur")
        CONTRACTOR = "contractor", _("Prestataire")
        PARTNER = "partner", _("Partenaire")
        FUNDER = "funder", _("Financeur")

    page = RowKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="organization_links")
    role = models.CharField(
        _("rôle"), max_length=12, choices=Role, default=Role.PARTNER, help_text=_("Sa part dans l’action.")
    )
    organization = models.ForeignKey(
        "directory.Organization",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="page_links",
        verbose_name=_("organisation"),
        help_text=_("De préférence une organisation du répertoire."),
    )
    label = models.CharField(
        _("ou libellé"),
        max_length=255,
        blank=True,
        help_text=_("Sans fiche au répertoire, ou pour l’afficher autrement."),
    )
    detail = models.CharField(
        _("sa part, en clair"), max_length=255, blank=True, help_text=_("« Porte le programme »…")
    )
    inferred = models.BooleanField(_("déduit"), default=False, help_text=_("La source ne le dit pas elle-même."))
    note = models.CharField(
        _("note interne"), max_length=500, blank=True, help_text=_("Pour la rédaction, jamais publique.")
    )

    read_with = shown_with = ("organization",)  # what its name and its page need, read once for all rows

    class Meta(Row.Meta):
        verbose_name = _("organisation associée")
        verbose_name_plural = _("organisations associées")

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if not self.organization_id and not self.label:
            raise ValidationError({"organization": _("Choisissez une organisation ou écrivez un libellé.")})

    @property
    def name(self):
        return self.label or (str(self.organization) if self.organization_id else "")


class ContactLink(Row):
    class Heading(models.TextChoices):
        TROIKA = "troika", _("Troïka")
        CITY = "ville", _("Ville")
        STRUCTURE = "structure", _("Structure")
        REGION = "region", _("Région")
        LIAISON = "plfeq", _("Liaison familles-écoles-quartier")
        PRE = "pre", _("Réussite éducative")
        INCLUSION = "inclusion", _("Inclusion")
        OTHER = "autre", _("Autre contact")

    page = RowKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="contact_links")
    contact = models.ForeignKey(
        "directory.Contact",
        on_delete=models.PROTECT,
        related_name="page_links",
        verbose_name=_("contact"),
        help_text=_("Une fonction du répertoire. Un contact interne n’est jamais montré au public."),
    )
    heading = models.CharField(
        _("rubrique"),
        max_length=12,
        choices=Heading,
        default=Heading.STRUCTURE,
        help_text=_("Le titre au-dessus du contact."),
    )

    read_with = ("contact__organization",)
    shown_with = ("contact__organization", "contact__sector")

    class Meta(Row.Meta):
        verbose_name = _("contact de la page")
        verbose_name_plural = _("contacts de la page")

    def __str__(self):
        return str(self.contact)


class DocumentLink(Row):
    page = RowKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="document_links")
    label = models.CharField(
        _("intitulé"),
        max_length=255,
        blank=True,
        help_text=_("Ce que l’on trouve derrière le lien. Facultatif pour un document de référence, qui a son titre."),
    )
    url = HttpsURLField(
        _("adresse"), max_length=500, blank=True, help_text=_("Pour une page ou un fichier d’un autre site.")
    )
    document = models.ForeignKey(
        "portal.Document",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("ou document"),
        help_text=_("Un fichier déposé ici."),
    )
    reference = models.ForeignKey(
        "directory.ReferenceDocument",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("ou document de référence"),
        help_text=_("La fiche mène toujours à sa version du jour, et en dit l’année."),
    )
    year = models.PositiveSmallIntegerField(_("année"), null=True, blank=True, help_text=_("Année du document."))

    shown_with = ("document", "reference")

    class Meta(Row.Meta):
        verbose_name = _("lien ou document")
        verbose_name_plural = _("liens et documents")

    def __str__(self):
        return self.name

    def clean(self):
        super().clean()
        if not self.label and not self.reference_id:
            raise ValidationError({"label": _("Écrivez ce que l’on trouve derrière le lien.")})
        if self.reference_id and (self.url or self.document_id):
            raise ValidationError({"reference": _("Choisissez une adresse, un fichier ou un document, un seul.")})
        if self.reference_id and not self.reference.is_public:
            raise ValidationError(
                {"reference": _("Ce document est réservé à des groupes : une fiche ne le montre pas.")}
            )

    @property
    def name(self):
        return self.label or (str(self.reference) if self.reference_id else "")

    @property
    def is_shown(self):
        """What is kept for groups is named on no page, whatever row named it before."""
        return not self.reference_id or self.reference.is_public

    @property
    def href(self):
        """Where the link leads, or an empty text: a document may be known without being on line."""
        return self.document.url if self.document_id else self.url


class SheetLink(Row):
    page = RowKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="sheet_links")
    related = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("fiche"),
        help_text=_("À lire aussi."),
    )
    reason = models.CharField(_("pourquoi"), max_length=120, blank=True, help_text=_("« même public », « même axe »…"))

    class Meta(Row.Meta):
        verbose_name = _("fiche liée")
        verbose_name_plural = _("fiches liées")

    def __str__(self):
        return str(self.related)
