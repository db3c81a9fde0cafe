"""A booklet brought in: what was read of it, what an editor decided of each sheet, and the drafts that came of it."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from imports.booklets.mapping import Mapping, MappingError, read_mapping, shipped_mappings
from portal.outages.files import WholeFileStorage


def private_storage():
    """Beside the uploads, not among them: nothing of it is served."""
    return WholeFileStorage(location=settings.VAR_DIR / "imports", file_permissions_mode=0o600)


def is_a_description(text):
    try:
        read_mapping(text)
    except MappingError as error:
        raise ValidationError(str(error)) from error


class BookletMapping(models.Model):
    """How a booklet is laid out, as editors copy and change it; those that ship are files."""

    name = models.CharField(_("nom"), max_length=120, unique=True)
    text = models.TextField(_("description"), validators=[is_a_description])

    class Meta:
        verbose_name = _("description de livret")
        verbose_name_plural = _("descriptions de livrets")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def clean(self):
        """Commands take those that ship first: another of that name would never be read."""
        shipped = {name.casefold() for each in shipped_mappings() for name in (each.code, each.name)}
        if self.name.strip().casefold() in shipped:
            raise ValidationError(
                {"name": _("C’est le nom d’une description livrée avec le portail : donnez-en un autre.")}
            )

    @property
    def mapping(self) -> Mapping:
        return read_mapping(self.text)


class Batch(models.Model):
    """One file, read once. ``report`` is all that was read of it but its sheets."""

    title = models.CharField(_("livret"), max_length=200)
    file = models.FileField(_("fichier"), storage=private_storage, blank=True)
    mapping_text = models.TextField(_("description"), help_text=_("Telle qu’elle était à la lecture."))
    parent = models.ForeignKey(
        "wagtailcore.Page",
        verbose_name=_("rubrique"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Les nouvelles fiches y sont faites, en brouillon."),
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("demandé par"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    job = models.ForeignKey(
        "jobs.Job", verbose_name=_("travail"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    report = models.JSONField(_("lecture"), default=dict)
    created = models.DateTimeField(_("demandé le"), auto_now_add=True)
    used = models.DateTimeField(_("employé le"), auto_now=True)

    class Meta:
        verbose_name = _("import de livret")
        verbose_name_plural = _("imports de livrets")
        ordering = ["-pk"]

    def __str__(self):
        return self.title

    def delete(self, *args, **kwargs):
        """Its file goes with it."""
        name, storage = self.file.name, self.file.storage
        deleted = super().delete(*args, **kwargs)
        if name:
            transaction.on_commit(lambda: storage.delete(name))
        return deleted

    def note_use(self):
        """Kept for a month from now on."""
        self.save(update_fields=["used"])


class BatchSheet(models.Model):
    """One sheet of a booklet.

    ``read``: as in the report. ``values``: fields that an editor corrected. ``answers``: what was answered to its
    doubts and near matches. ``before``: the newest revision that its page had when the draft was written. ``outcome``:
    what writing it did besides (fields left to their editor, records made), for the screen and for undoing.
    """

    class Decision(models.TextChoices):
        WAITING = "waiting", _("À relire")
        ACCEPTED = "accepted", _("Acceptée")
        SKIPPED = "skipped", _("Laissée de côté")

    class State(models.TextChoices):
        READ = "read", _("Lue")
        WRITTEN = "written", _("Brouillon écrit")
        REFUSED = "refused", _("Refusée")
        UNDONE = "undone", _("Annulée")

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="sheets", verbose_name=_("import"))
    position = models.PositiveIntegerField(_("rang"))
    number = models.PositiveIntegerField(_("numéro"), null=True)
    title = models.CharField(_("titre"), max_length=255)
    read = models.JSONField(_("lu"), default=dict)
    values = models.JSONField(_("corrigé"), default=dict)
    answers = models.JSONField(_("réponses"), default=dict)
    outcome = models.JSONField(_("écrit"), default=dict)
    decision = models.CharField(_("décision"), max_length=10, choices=Decision, default=Decision.WAITING)
    state = models.CharField(_("état"), max_length=10, choices=State, default=State.READ)
    message = models.CharField(_("message"), max_length=500, blank=True)
    page = models.ForeignKey(
        "wagtailcore.Page", verbose_name=_("page"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    is_new = models.BooleanField(_("nouvelle page"), default=False)
    revision = models.ForeignKey(
        "wagtailcore.Revision", verbose_name=_("brouillon"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    before = models.ForeignKey(
        "wagtailcore.Revision", verbose_name=_("avant"), null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("fiche importée")
        verbose_name_plural = _("fiches importées")
        ordering = ["batch", "position"]
        constraints = [models.UniqueConstraint(fields=["batch", "position"], name="imports_batchsheet_position")]
        default_permissions = ()

    def __str__(self):
        return self.title


class ImportedSheet(models.Model):
    """What an import last put in a page: a fingerprint a field, nothing to read.

    It tells a later edition which fields an editor changed since; batches are forgotten after a month, editions come
    once a year.
    """

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    fields = models.JSONField(_("empreintes"), default=dict)
    booklet = models.CharField(_("livret"), max_length=200)
    written = models.DateTimeField(_("écrit le"), auto_now=True)

    class Meta:
        verbose_name = _("fiche venue d’un livret")
        verbose_name_plural = _("fiches venues de livrets")
        default_permissions = ()

    def __str__(self):
        return f"{self.page} ← {self.booklet}"
