"""A spreadsheet that somebody dropped, what it would change, what it changed; and how other headings are understood."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.outages.files import WholeFileStorage


def private_storage():
    """Beside the uploads, not among them: nothing of it is served."""
    return WholeFileStorage(location=settings.VAR_DIR / "spreadsheets", file_permissions_mode=0o600)


class ColumnMapping(models.Model):
    """``columns``: ``[heading, key of a column or nothing, whether an empty cell empties]``."""

    table = models.CharField(_("tableau"), max_length=100)
    name = models.CharField(_("nom"), max_length=120)
    columns = models.JSONField(_("colonnes"), default=list)
    used = models.DateTimeField(_("employée le"), auto_now=True)

    class Meta:
        verbose_name = _("correspondance de colonnes")
        verbose_name_plural = _("correspondances de colonnes")
        ordering = ["-used"]
        constraints = [models.UniqueConstraint(fields=["table", "name"], name="spreadsheets_mapping_name")]
        default_permissions = ()

    def __str__(self):
        return self.name


class Upload(models.Model):
    """``preview``: what ``lines.Checking`` told; ``result``: what was kept and what was not."""

    class State(models.TextChoices):
        MAPPING = "mapping", _("Colonnes à reconnaître")
        CHECKING = "checking", _("Lecture en cours")
        READY = "ready", _("À relire")
        APPLYING = "applying", _("Écriture en cours")
        DONE = "done", _("Appliqué")

    table = models.CharField(_("tableau"), max_length=100)
    file = models.FileField(_("fichier"), storage=private_storage)
    filename = models.CharField(_("nom du fichier"), max_length=200)
    sheet = models.CharField(_("feuille"), max_length=100, blank=True)
    state = models.CharField(_("état"), max_length=10, choices=State, default=State.MAPPING)
    columns = models.JSONField(_("colonnes"), default=list)
    preview = models.JSONField(_("aperçu"), default=dict)
    result = models.JSONField(_("résultat"), default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("déposé par"),
        null=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    job = models.ForeignKey(
        "jobs.Job", verbose_name=_("travail"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    press = models.UUIDField(null=True)  # of the button that dropped it
    created = models.DateTimeField(_("déposé le"), auto_now_add=True)
    touched = models.DateTimeField(_("dernière action"), auto_now=True, db_index=True)

    class Meta:
        verbose_name = _("tableur déposé")
        verbose_name_plural = _("tableurs déposés")
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["by", "press"], name="spreadsheets_upload_once")]

    def __str__(self):
        return self.filename

    def forget(self):
        """With its file. False: another tab, or a job, was faster."""
        if not Upload.objects.filter(pk=self.pk, state=self.state, job=self.job).delete()[0]:
            return False
        self.file.delete(save=False)
        return True

    def step(self, state, **values):
        """Goes on from the state in which it was read. False: another tab, or a job, was faster."""
        values.update(state=state, touched=timezone.now())
        as_it_was = Upload.objects.filter(pk=self.pk, state=self.state, job=self.job)
        if not as_it_was.update(**values):
            return False
        for name, value in values.items():
            setattr(self, name, value)
        return True
