"""An edition is what a booklet holds; an issue is that booklet made once, with the sheets as they then were."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable, Page

from catalog.models import SheetKind
from portal.outages.files import WholeFileStorage

MONTH = "%Y-%m"


def private_storage():
    """Beside the uploads, not among them: each file is asked for at an address that first looks whether it may go."""
    return WholeFileStorage(location=settings.VAR_DIR / "editions", file_permissions_mode=0o600)


class Paper(models.TextChoices):
    A4 = "a4", _("A4")
    A5 = "a5", _("A5")


class Edition(ClusterableModel):
    """What is in it is chosen in one of five ways; what the others said is kept, and not read."""

    class Source(models.TextChoices):
        KINDS = "kinds", _("Des types de fiche, dans l’ordre")
        SECTION = "section", _("Une rubrique du site")
        LIST = "list", _("Une liste automatique")
        DAY = "day", _("Une journée, puis les fiches de son programme")
        PICKS = "picks", _("Des fiches choisies une à une")

    title = models.CharField(_("titre"), max_length=120, help_text=_("Sur la couverture : « Livret ressources »."))
    slug = models.SlugField(
        _("adresse"),
        max_length=60,
        unique=True,
        help_text=_("Un mot court. Avec « livret », l’édition est à /editions/livret/. Ne le changez plus ensuite."),
    )
    foreword = models.TextField(
        _("avant-propos"), blank=True, max_length=6000, help_text=_("Facultatif. Une ligne vide sépare deux alinéas.")
    )
    paper = models.CharField(_("papier"), max_length=2, choices=Paper, default=Paper.A4)
    source = models.CharField(_("ce qui est dedans"), max_length=8, choices=Source, default=Source.KINDS)
    section = models.ForeignKey(
        Page,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("page"),
        help_text=_("La rubrique, la liste automatique ou la journée, selon le choix ci-dessus."),
    )
    with_centers = models.BooleanField(_("liste et plan des centres sociaux"), default=True)
    with_partners = models.BooleanField(_("index des partenaires"), default=True)
    with_themes = models.BooleanField(_("index des thèmes"), default=True)
    with_words = models.BooleanField(_("mots expliqués"), default=True)

    class Meta:
        verbose_name = _("édition")
        verbose_name_plural = _("éditions")
        ordering = ["title"]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        asks_page = {self.Source.SECTION, self.Source.LIST, self.Source.DAY}
        if self.source in asks_page and not self.section_id:
            raise ValidationError({"section": _("Choisissez la page dont le livret est fait.")})
        before = Edition.objects.filter(pk=self.pk).exclude(slug=self.slug).first()
        if before and before.published.exists():
            said = _("Un numéro est publié à /editions/%(slug)s/, pour toujours : laissez « %(slug)s ».")
            raise ValidationError({"slug": said % {"slug": before.slug}})

    @property
    def kinds(self):
        """Codes, in the order of the parts."""
        return [row.kind.code for row in self.kind_rows.all()]

    @property
    def published(self):
        """Its published issues, the newest first."""
        return self.issues.filter(state=Issue.State.PUBLISHED).order_by("-day", "-pk")


class EditionKind(Orderable):
    """A kind of sheets: a part of the booklet."""

    edition = ParentalKey(Edition, on_delete=models.CASCADE, related_name="kind_rows")
    kind = models.ForeignKey(SheetKind, on_delete=models.CASCADE, related_name="+", verbose_name=_("type de fiche"))

    class Meta(Orderable.Meta):
        verbose_name = _("partie")
        verbose_name_plural = _("parties")
        default_permissions = ()

    def __str__(self):
        return str(self.kind)


class Pick(Orderable):
    """A page chosen by hand, in its place."""

    edition = ParentalKey(Edition, on_delete=models.CASCADE, related_name="picks")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("fiche"))

    class Meta(Orderable.Meta):
        verbose_name = _("fiche choisie")
        verbose_name_plural = _("fiches choisies")
        default_permissions = ()

    def __str__(self):
        return str(self.page)


class Issue(models.Model):
    """``day`` dates it; the published ones of a month share an address, which gives the last of them."""

    class State(models.TextChoices):
        MAKING = "making", _("En fabrication")
        REFUSED = "refused", _("À reprendre")
        READY = "ready", _("À relire")
        PUBLISHED = "published", _("Publiée")

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="issues", verbose_name=_("édition"))
    day = models.DateField(_("date"), default=timezone.localdate)
    state = models.CharField(_("état"), max_length=10, choices=State, default=State.MAKING)
    leaves_out = models.BooleanField(_("sort sans ce qui ne peut pas être mis en page"), default=False)
    problems = models.JSONField(_("ce qui ne va pas"), default=list)
    digest = models.CharField(max_length=64, blank=True)
    pages = models.PositiveIntegerField(_("pages"), default=0)
    file = models.FileField(_("fichier"), storage=private_storage, blank=True)
    archive = models.FileField(_("fichier d’archive"), storage=private_storage, blank=True)
    folded = models.FileField(_("fichier à plier"), storage=private_storage, blank=True)
    document = models.FileField(_("document"), storage=private_storage, blank=True)
    job = models.ForeignKey("jobs.Job", null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made = models.DateTimeField(_("fabriquée le"), null=True)
    published = models.DateTimeField(_("publiée le"), null=True)

    class Meta:
        verbose_name = _("numéro")
        verbose_name_plural = _("numéros")
        ordering = ["-day", "-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.edition} {self.month}"

    @property
    def is_under_way(self):
        return self.state == self.State.MAKING and self.job is not None and not self.job.is_over

    @property
    def is_given_up(self):
        """Nobody makes it any more: its job failed, was stopped, or is forgotten."""
        return self.state == self.State.MAKING and not self.is_under_way

    @property
    def state_in_words(self):
        return _("Pas fabriquée") if self.is_given_up else self.get_state_display()

    @property
    def month(self):
        return self.day.strftime(MONTH)

    @property
    def name(self):
        return _("Édition de %(month)s") % {"month": date_format(self.day, "F Y")}

    @property
    def is_there(self):
        """A backup may be restored without its files."""
        return bool(self.file) and self.file.storage.exists(self.file.name)

    @property
    def files(self):
        return {"": self.file, "archive": self.archive, "a-plier": self.folded, "document": self.document}


class IssueSheet(models.Model):
    """A sheet as it stands in an issue. ``parts`` has a mark of each of its parts: what changed since is told by it.

    ``is_set``: else it is a page that the issue only names. ``stays``: an editor said that the file may still go out
    although the page is no longer public.
    """

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="sheets")
    order = models.PositiveIntegerField()
    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+")
    revision = models.PositiveBigIntegerField(null=True)
    code = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=255)
    note = models.CharField(max_length=200, blank=True)
    parts = models.JSONField(default=dict)
    is_set = models.BooleanField(default=True)
    stays = models.BooleanField(default=False)
    wagtail_reference_index_ignore = True  # what is frozen keeps no page from being deleted

    class Meta:
        verbose_name = _("fiche d’un numéro")
        verbose_name_plural = _("fiches des numéros")
        ordering = ["order"]
        default_permissions = ()

    def __str__(self):
        return self.title


class SheetFile(models.Model):
    """The PDF of one public page. It goes out as long as its ``digest`` is that of what the page says."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, blank=True)
    is_due = models.BooleanField(default=True)  # its page may say something else by now
    looked_at = models.CharField(max_length=80, blank=True)  # the moment of the site when it was last compared
    looked_on = models.DateTimeField(null=True)
    refusal = models.CharField(max_length=255, blank=True)
    file = models.FileField(storage=private_storage, blank=True)
    wagtail_reference_index_ignore = True  # else each file that is made would have every page asked again

    class Meta:
        verbose_name = _("fichier d’une fiche")
        verbose_name_plural = _("fichiers des fiches")
        default_permissions = ()

    def __str__(self):
        return self.digest


class ListFile(models.Model):
    """The PDF of a list that somebody keeps, known by what it says, for a day."""

    digest = models.CharField(max_length=64, unique=True)
    said = models.CharField(max_length=64, blank=True)  # a mark of what the file says
    codes = models.JSONField(default=list)
    asked = models.DateTimeField(auto_now_add=True)
    taken = models.DateTimeField(null=True)
    refusal = models.CharField(max_length=255, blank=True)
    file = models.FileField(storage=private_storage, blank=True)

    class Meta:
        verbose_name = _("fichier d’une liste")
        verbose_name_plural = _("fichiers des listes")
        default_permissions = ()

    def __str__(self):
        return self.digest
