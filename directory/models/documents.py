"""Reference documents: one address for what has a new version each year. Sheets name the document, never its file."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable
from wagtail.search import index

from portal.coded import Coded
from portal.media.uploads import check_upload, validate_document
from portal.outages.files import WholeFileStorage
from portal.usages import is_in_use

YEAR = re.compile(r"\d{4}-\d{4}")
FIRST_MONTH = 9  # of a school year


def private_storage():
    """Among the uploads, so that they are saved together, and read by nobody else: it leaves by its address alone."""
    return WholeFileStorage(location=Path(settings.MEDIA_ROOT) / "reference", file_permissions_mode=0o600)


def school_year(day):
    """« 2026-2027 » of any day of it."""
    first = day.year if day.month >= FIRST_MONTH else day.year - 1
    return f"{first}-{first + 1}"


class ReferenceDocument(ClusterableModel, index.Indexed, Coded):
    class Level(models.IntegerChoices):
        GROUPS = 2, _("2 · réservé à des groupes")
        PUBLIC = 3, _("3 · public")

    class Source(models.TextChoices):
        FILES = "", _("Les fichiers déposés ci-dessous")
        CONTACTS = "contacts", _("Le répertoire des contacts : un tableur, toujours à jour")

    title = models.CharField(_("titre"), max_length=200, help_text=_("Sans l’année : chaque version dit la sienne."))
    purpose = models.TextField(
        _("à quoi il sert"), max_length=600, blank=True, help_text=_("Une ou deux phrases, montrées avec ses versions.")
    )
    owner_contact = models.ForeignKey(
        "directory.Contact",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("responsable"),
        help_text=_("La fonction prévenue un mois avant la fin de la dernière version."),
    )
    owner_group = models.ForeignKey(
        Group,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("ou groupe responsable"),
        help_text=_("Tous ses membres sont prévenus."),
    )
    level = models.PositiveSmallIntegerField(
        _("confidentialité"),
        choices=Level,
        default=Level.PUBLIC,
        help_text=_("Ce qui concerne un enfant ou une famille (niveau 1) n’a pas sa place sur le portail."),
    )
    readers = models.ManyToManyField(
        Group,
        blank=True,
        related_name="+",
        verbose_name=_("groupes qui le lisent"),
        help_text=_("Pour le niveau 2 : eux seuls le reçoivent, une fois connectés. Aucune fiche ne le montre."),
    )
    source = models.CharField(_("d’où vient le fichier"), max_length=12, choices=Source, blank=True, default="")

    search_fields = [index.SearchField("title"), index.AutocompleteField("title"), index.FilterField("level")]

    class Meta:
        verbose_name = _("document de référence")
        verbose_name_plural = _("documents de référence")
        ordering = ["title"]
        constraints = [models.UniqueConstraint(fields=["code"], name="reference_code_unique")]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        if self.owner_contact_id and self.owner_group_id:
            raise ValidationError({"owner_group": _("Choisissez un contact ou un groupe, pas les deux.")})

    def is_used(self):
        return is_in_use(self)

    @property
    def is_public(self):
        return self.level == self.Level.PUBLIC

    def is_read_by(self, user):
        """Whether its file is given to ``user``: a right on the register is no key to what it keeps for others."""
        if self.is_public:
            return True
        return user.is_authenticated and user.is_active and self.readers.filter(user=user.pk).exists()

    @property
    def is_made(self):
        """From a register, whenever somebody asks for it."""
        return self.source != self.Source.FILES

    def valid_versions(self, day=None):
        """Those of that day, the one that is served first."""
        day = day or timezone.localdate()
        return [version for version in self.sorted_versions if version.valid_from <= day <= version.valid_until]

    @property
    def sorted_versions(self):
        """The latest first."""
        return sorted(self.versions.all(), key=lambda version: (version.valid_from, version.pk or 0), reverse=True)

    @property
    def current(self):
        return next(iter(self.valid_versions()), None)

    @property
    def shown_year(self):
        """Of the version of the day, in a list."""
        if self.is_made:
            return _("toujours à jour")
        return self.current.year if self.current else _("aucune")

    @property
    def owner_name(self):
        return str(self.owner_contact or self.owner_group or "")

    @property
    def address(self):
        return f"/documents-de-reference/{self.code}/"

    @property
    def is_served(self):
        return self.is_made or self.current is not None

    @property
    def last_day(self):
        """The last one on which any version is valid; None without any, or where the file is made."""
        days = [] if self.is_made else [version.valid_until for version in self.versions.all()]
        return max(days, default=None)


class ReferenceVersion(Orderable):
    document = ParentalKey(ReferenceDocument, on_delete=models.CASCADE, related_name="versions")
    file = models.FileField(_("fichier"), storage=private_storage)
    year = models.CharField(_("année scolaire"), max_length=9, help_text=_("Par exemple « 2026-2027 »."))
    valid_from = models.DateField(_("valable du"))
    valid_until = models.DateField(_("jusqu’au"), help_text=_("Ce jour compris. Ensuite, l’adresse ne le donne plus."))

    class Meta(Orderable.Meta):
        verbose_name = _("version")
        verbose_name_plural = _("versions")

    def __str__(self):
        return f"{self.document} · {self.year}"

    def clean(self):
        super().clean()
        check_upload(self, validate_document)
        if not YEAR.fullmatch(self.year or "") or int(self.year[5:]) != int(self.year[:4]) + 1:
            raise ValidationError({"year": _("Écrivez deux années qui se suivent, par exemple « 2026-2027 ».")})
        if self.valid_from and self.valid_until and self.valid_from > self.valid_until:
            raise ValidationError({"valid_until": _("La fin vient après le début.")})

    @property
    def suffix(self):
        """« pdf », as the name of its file ends."""
        return self.file.name.rpartition(".")[2].lower()
