"""Who answers for a sheet, who was asked whether it is still true, who verified it, and what visitors report."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from catalog.models import SheetKind


class Ownership(models.Model):
    """A function, or a group of accounts, that answers for a page."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+", verbose_name=_("fiche"))
    contact = models.ForeignKey(
        "directory.Contact",
        verbose_name=_("contact"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    group = models.ForeignKey(
        Group, verbose_name=_("groupe"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("responsable d’une fiche")
        verbose_name_plural = _("responsables des fiches")

    def __str__(self):
        return str(self.contact or self.group or "")

    def clean(self):
        if bool(self.contact) == bool(self.group):
            raise ValidationError(_("Choisissez un contact ou un groupe, pas les deux."))


class Verification(models.Model):
    """Who last confirmed a page, in the words that visitors may read."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    date = models.DateField()
    by = models.CharField(max_length=255)

    class Meta:
        default_permissions = ()
        verbose_name = _("vérification")
        verbose_name_plural = _("vérifications")

    def __str__(self):
        return f"{self.page} · {self.date}"


class Campaign(models.Model):
    """A round of questions: is this still true? Asked of each owner by mail, until a day."""

    class State(models.TextChoices):
        READY = "ready", _("À lancer")
        RUNNING = "running", _("En cours")
        CLOSED = "closed", _("Terminée")

    name = models.CharField(_("nom"), max_length=120)
    section = models.ForeignKey(
        Page,
        verbose_name=_("rubrique"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("La page et tout ce qui est rangé dessous. Vide : tout le site."),
    )
    kinds = models.ManyToManyField(
        SheetKind, verbose_name=_("types de fiche"), blank=True, related_name="+", help_text=_("Aucun : tous.")
    )
    only_due = models.BooleanField(
        _("seulement ce qui est à vérifier"), default=True, help_text=_("Sinon, toutes les fiches en ligne.")
    )
    until = models.DateField(_("réponse attendue le"), help_text=_("Après ce jour, les liens ne s’ouvrent plus."))
    remind_every = models.PositiveSmallIntegerField(
        _("relancer tous les (jours)"),
        default=7,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Qui n’a pas répondu, trois fois au plus."),
    )
    words = models.TextField(
        _("message"), blank=True, max_length=1000, help_text=_("Facultatif : vos mots, au début du courriel.")
    )
    state = models.CharField(_("état"), max_length=10, choices=State, default=State.READY, editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )
    created = models.DateTimeField(_("faite le"), auto_now_add=True)

    class Meta:
        verbose_name = _("campagne de vérification")
        verbose_name_plural = _("campagnes de vérification")
        ordering = ["-pk"]

    def __str__(self):
        return self.name

    def clean(self):
        if self.until and self.state == self.State.READY and self.until <= timezone.localdate():
            raise ValidationError({"until": _("Choisissez un jour à venir.")})


class Addressee(models.Model):
    """One address that a campaign writes to, and whom it is: the function as it is shown."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="addressees")
    address = models.EmailField()
    name = models.CharField(max_length=255)
    is_public = models.BooleanField(default=False)
    mails = models.PositiveSmallIntegerField(default=0)
    written = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("destinataire")
        verbose_name_plural = _("destinataires")
        constraints = [models.UniqueConstraint(fields=["campaign", "address"], name="reviews_one_addressee")]

    def __str__(self):
        return self.name


class Asked(models.Model):
    """One page that one addressee was asked about.

    ``suggestion``: ``{field: new text}`` and, under « remarque », what belongs to no field. ``revision``: the draft
    that holds it; none while somebody else's draft is there. ``is_noted``: whether the date of a confirmation stands
    in the page.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Sans réponse")
        CONFIRMED = "confirmed", _("Rien n’a changé")
        SUGGESTED = "suggested", _("Des changements proposés")

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="asked")
    addressee = models.ForeignKey(Addressee, null=True, on_delete=models.CASCADE, related_name="asked")
    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(_("réponse"), max_length=10, choices=State, default=State.WAITING)
    answered = models.DateTimeField(_("le"), null=True)
    suggestion = models.JSONField(default=dict)
    revision = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")
    is_noted = models.BooleanField(default=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("fiche d’une campagne")
        verbose_name_plural = _("fiches d’une campagne")
        ordering = ["page__title", "pk"]
        constraints = [models.UniqueConstraint(fields=["campaign", "page"], name="reviews_asked_once")]

    def __str__(self):
        return f"{self.page} · {self.get_state_display()}"


class Report(models.Model):
    """What a visitor says is wrong, or is missing. ``contact`` is forgotten a month after the end."""

    class State(models.TextChoices):
        NEW = "new", _("Nouveau")
        TAKEN = "taken", _("Pris en charge")
        SETTLED = "settled", _("Réglé")
        REFUSED = "refused", _("Refusé")

    OVER = (State.SETTLED, State.REFUSED)

    page = models.ForeignKey(Page, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("page"))
    about = models.CharField(_("sur"), max_length=255)
    message = models.TextField(_("message"), max_length=1000)
    contact = models.CharField(_("pour répondre"), max_length=200, blank=True)
    state = models.CharField(_("état"), max_length=10, choices=State, default=State.NEW)
    reason = models.CharField(_("raison"), max_length=500, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("par")
    )
    created = models.DateTimeField(_("reçu le"), auto_now_add=True)
    ended = models.DateTimeField(_("fini le"), null=True)

    class Meta:
        verbose_name = _("signalement")
        verbose_name_plural = _("signalements")
        ordering = ["-pk"]
        default_permissions = ("view", "change")

    def __str__(self):
        return f"{self.about} · {self.created:%d/%m/%Y}"

    @property
    def is_over(self):
        return self.state in self.OVER


class Score(models.Model):
    """What ``reviews.score`` last said of a public page."""

    page = models.OneToOneField(Page, on_delete=models.CASCADE, related_name="+")
    points = models.PositiveSmallIntegerField(_("sur 100"), db_index=True)
    advice = models.JSONField(_("pour l’améliorer"), default=list)
    computed = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("qualité d’une fiche")
        verbose_name_plural = _("qualité des fiches")
        default_permissions = ()

    def __str__(self):
        return f"{self.page} · {self.points}"


class CheckedLink(models.Model):
    class State(models.TextChoices):
        WAITING = "waiting", _("Pas encore vérifié")
        FINE = "fine", _("Répond")
        MOVED = "moved", _("A changé d’adresse")
        DEAD = "dead", _("Ne mène nulle part")
        REFUSED = "refused", _("Ne se laisse pas vérifier")

    url = models.CharField(_("adresse"), max_length=1000, unique=True)
    state = models.CharField(_("état"), max_length=8, choices=State, default=State.WAITING)
    status = models.PositiveSmallIntegerField(_("réponse"), null=True)
    reason = models.CharField(_("pourquoi"), max_length=255, blank=True)
    leads_to = models.CharField(_("mène à"), max_length=1000, blank=True)
    since = models.DateTimeField(_("depuis"), null=True)
    checked = models.DateTimeField(_("vérifié le"), null=True)

    class Meta:
        default_permissions = ()
        verbose_name = _("lien externe")
        verbose_name_plural = _("liens externes")
        ordering = ["url"]

    def __str__(self):
        return self.url


class LinkPlace(models.Model):
    link = models.ForeignKey(CheckedLink, on_delete=models.CASCADE, related_name="places")
    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="+")
    organization = models.ForeignKey("directory.Organization", null=True, on_delete=models.CASCADE, related_name="+")

    class Meta:
        default_permissions = ()
        verbose_name = _("place d’un lien")
        verbose_name_plural = _("places d’un lien")

    def __str__(self):
        return f"{self.link} · {self.page or self.organization}"
