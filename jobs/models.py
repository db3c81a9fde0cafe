"""A job, and whoever does it. The queue is django-tasks-db's; progress, a stop and a sign of life are ours."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.outages.files import WholeFileStorage


def private_storage():
    """Beside the uploads, not among them: nothing of it is served but by the screen of its job."""
    return WholeFileStorage(location=settings.VAR_DIR / "jobs", file_permissions_mode=0o600)


class Job(models.Model):
    """Long work, from the click that asks for it until its result is no longer kept."""

    class State(models.TextChoices):
        WAITING = "waiting", _("En attente")
        RUNNING = "running", _("En cours")
        DONE = "done", _("Terminé")
        FAILED = "failed", _("Échoué")
        STOPPED = "stopped", _("Arrêté")
        INTERRUPTED = "interrupted", _("Interrompu")

    OVER = (State.DONE, State.FAILED, State.STOPPED, State.INTERRUPTED)

    kind = models.CharField(_("sorte"), max_length=40)
    title = models.CharField(_("travail"), max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("demandé par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    given = models.JSONField(_("données"), default=dict)
    state = models.CharField(_("état"), max_length=12, choices=State, default=State.WAITING)
    stop = models.BooleanField(_("arrêt demandé"), default=False)
    attempt = models.PositiveSmallIntegerField(_("essai"), default=1)
    task = models.UUIDField(_("place dans la file"), null=True)
    done = models.PositiveIntegerField(_("fait"), default=0)
    total = models.PositiveIntegerField(_("sur"), default=0)
    message = models.CharField(_("message"), max_length=255, blank=True)
    result = models.JSONField(_("résultat"), default=dict)
    file = models.FileField(_("fichier"), storage=private_storage, blank=True)
    created = models.DateTimeField(_("demandé le"), auto_now_add=True)
    heartbeat = models.DateTimeField(_("dernier signe de vie"), null=True)
    ended = models.DateTimeField(_("fini le"), null=True)

    class Meta:
        verbose_name = _("travail")
        verbose_name_plural = _("travaux")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "heartbeat"])]
        default_permissions = ("change",)

    def __str__(self):
        return self.title

    @property
    def is_over(self):
        return self.state in self.OVER

    @property
    def percent(self):
        """Whole number of hundredths, ``None`` as long as nobody knows how much there is to do."""
        return min(100, 100 * self.done // self.total) if self.total else None


class Mail(models.Model):
    """One mail to one address, from the moment it is decided until a month after it left.

    ``key`` says what it is about and to whom: the same key is the same mail. What it said is erased once it has left.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("En attente")
        SENDING = "sending", _("En cours d’envoi")
        SENT = "sent", _("Envoyé")
        FAILED = "failed", _("Refusé")
        UNSURE = "unsure", _("À vérifier")

    key = models.CharField(_("objet"), max_length=200, unique=True)
    about = models.CharField(_("sorte"), max_length=40)
    to = models.EmailField(_("destinataire"))
    reply_to = models.EmailField(_("réponse à"), blank=True)
    subject = models.CharField(_("sujet"), max_length=200)
    text = models.TextField(_("texte"), blank=True)
    html = models.TextField(_("texte mis en forme"), blank=True)
    attachments = models.JSONField(_("pièces jointes"), default=list)
    leave = models.CharField(_("pour ne plus en recevoir"), max_length=400, blank=True)
    state = models.CharField(_("état"), max_length=12, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("essais"), default=0)
    error = models.CharField(_("refus"), max_length=255, blank=True)
    created = models.DateTimeField(_("décidé le"), auto_now_add=True)
    due = models.DateTimeField(_("à envoyer dès le"))
    taken = models.DateTimeField(_("pris le"), null=True)
    sent = models.DateTimeField(_("envoyé le"), null=True)

    class Meta:
        verbose_name = _("courriel")
        verbose_name_plural = _("courriels")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "due"])]
        default_permissions = ("change",)

    def __str__(self):
        return self.subject


class Worker(models.Model):
    """A process that does jobs, as it last said that it lives."""

    name = models.CharField(max_length=64, unique=True)
    seen = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.name
