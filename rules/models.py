"""Rules that editors make, each time one applied, and what they leave to people and to other sites."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.models import Page

from catalog.models import SheetKind, Term
from portal.events import EVENTS
from portal.fields import StreamField
from rules.actions import ACTIONS


def triggers():
    return [(code, event.label) for code, event in EVENTS.items()]


class Rule(models.Model):
    """When (``trigger``), where (the conditions, all of which must hold; an empty one always does), what.

    ``acts_for`` wrote it last: it does to pages what that person may do, no more. None: it came with the portal.
    """

    class State(models.TextChoices):
        STOPPED = "stopped", _("Arrêtée")
        TRIAL = "trial", _("À l’essai")
        ACTIVE = "active", pgettext_lazy("une règle", "Active")
        SUSPENDED = "suspended", _("Suspendue")

    AT_WORK = (State.TRIAL, State.ACTIVE)

    name = models.CharField(_("nom"), max_length=120)
    trigger = models.CharField(_("quand"), max_length=40, choices=triggers)
    section = models.ForeignKey(
        Page,
        verbose_name=_("rubrique"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("La page et tout ce qui est rangé dessous. Vide : tout le site."),
    )
    kinds = models.ManyToManyField(
        SheetKind, verbose_name=_("types de fiche"), blank=True, related_name="+", help_text=_("Aucun : tous.")
    )
    terms = models.ManyToManyField(
        Term,
        verbose_name=_("termes"),
        blank=True,
        related_name="+",
        help_text=_("La page porte au moins l’un d’eux. Aucun : peu importe."),
    )
    author_group = models.ForeignKey(
        Group,
        verbose_name=_("groupe de l’auteur"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text=_("Qui a fait la page en est membre. Vide : peu importe."),
    )
    first_time = models.BooleanField(
        _("la première fois seulement"),
        default=False,
        help_text=_("D’une publication : la page n’a jamais été en ligne."),
    )
    after_rules = models.BooleanField(
        _("aussi après une autre règle"),
        default=False,
        help_text=_(
            "Sinon, ce qu’une règle fait n’en déclenche aucune. Jamais deux fois la même, deux règles au plus."
        ),
    )
    actions = StreamField(ACTIONS, verbose_name=_("quoi"), min_num=1, max_num=10)
    state = models.CharField(_("état"), max_length=12, choices=State, default=State.TRIAL)
    code = models.SlugField(max_length=60, unique=True, null=True, editable=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("suivie par"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Reçoit un courriel quand la règle est suspendue."),
    )
    acts_for = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("écrite par"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    class Meta:
        verbose_name = _("règle")
        verbose_name_plural = _("règles")
        ordering = ["name"]

    def __str__(self):
        return self.name

    def clean(self):
        if self.first_time and self.trigger != "published":
            raise ValidationError({"first_time": _("Ne se coche que pour « Une page est publiée ».")})


class Run(models.Model):
    """One event that one rule met: queue, guard against doing it twice, and log.

    ``said`` are the sentences of what was done, or would have been; ``undo`` what puts it back, a row an action;
    ``chain`` the keys of the rules by which it came about.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("En attente")
        DONE = "done", _("Fait")
        TRIAL = "trial", _("À l’essai : rien n’a été fait")
        FAILED = "failed", _("Échec")
        LEFT = "left", _("Laissé de côté")
        UNDONE = "undone", _("Annulé")

    rule = models.ForeignKey(Rule, on_delete=models.CASCADE, related_name="runs", verbose_name=_("règle"))
    event = models.CharField(_("événement"), max_length=200)
    title = models.CharField(_("sur"), max_length=255)
    pages = models.JSONField(_("pages"), default=list)
    chain = models.JSONField(_("après"), default=list)
    state = models.CharField(_("état"), max_length=12, choices=State, default=State.WAITING)
    said = models.JSONField(_("en clair"), default=list)
    undo = models.JSONField(_("retour"), default=list)
    created = models.DateTimeField(_("le"), auto_now_add=True)
    due = models.DateTimeField(_("à jouer dès le"), default=timezone.now)
    ended = models.DateTimeField(_("joué le"), null=True)

    class Meta:
        verbose_name = _("passage d’une règle")
        verbose_name_plural = _("passages de règles")
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["rule", "event"], name="rules_one_run_an_event")]
        indexes = [models.Index(fields=["state", "due"])]
        default_permissions = ()

    def __str__(self):
        return f"{self.rule} – {self.title}"


class Todo(models.Model):
    """Something that a rule leaves to a group of people."""

    run = models.ForeignKey(Run, null=True, on_delete=models.SET_NULL, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="+", verbose_name=_("groupe"))
    text = models.CharField(_("à faire"), max_length=255)
    page = models.ForeignKey(Page, null=True, on_delete=models.CASCADE, related_name="+", verbose_name=_("page"))
    is_news = models.BooleanField(_("simple nouvelle"), default=False)
    created = models.DateTimeField(_("noté le"), auto_now_add=True)
    done = models.DateTimeField(_("fait le"), null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("chose à faire")
        verbose_name_plural = _("choses à faire")
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self):
        return self.text


class WebhookCall(models.Model):
    """What another site is told, once; nobody knows whether it heard it when the process died meanwhile."""

    class State(models.TextChoices):
        WAITING = "waiting", _("En attente")
        CALLING = "calling", _("En cours")
        TOLD = "told", _("Reçu")
        FAILED = "failed", _("Refusé")
        UNSURE = "unsure", _("À vérifier")

    run = models.ForeignKey(Run, on_delete=models.CASCADE, related_name="calls")
    key = models.CharField(max_length=120, unique=True)
    url = models.CharField(max_length=500)
    body = models.JSONField()
    state = models.CharField(max_length=12, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.CharField(max_length=255, blank=True)
    due = models.DateTimeField(auto_now_add=True)
    taken = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("appel à un autre site")
        verbose_name_plural = _("appels à d’autres sites")
        default_permissions = ()

    def __str__(self):
        return self.url
