"""A meeting that comes back, its dates, and those that were taken away: calendars that hold them must hear of it."""

from datetime import datetime, timedelta

from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.models import Orderable

from catalog.models import Term
from catalog.sectors import is_a_sector
from portal.fields import LinesField
from portal.text.letters import slug_of

LONGEST = timedelta(days=731)  # of a rhythm: after two years somebody looks at it again
FREE_CODE = 60


class MeetingQuerySet(models.QuerySet):
    def public(self):
        return self.filter(level=Meeting.Level.PUBLIC)


class Meeting(ClusterableModel):
    """``code`` never changes: calendars know the dates by it."""

    class Level(models.IntegerChoices):
        GROUPS = 2, _("2 · réservée aux groupes nommés")
        PUBLIC = 3, _("3 · publique")

    title = models.CharField(
        _("titre"), max_length=120, help_text=_("Par exemple « Commission de territoire Nord ». Jamais un nom.")
    )
    code = models.SlugField(max_length=80, unique=True, editable=False)
    about = models.TextField(_("de quoi on y parle"), blank=True, max_length=1000)
    convener = models.CharField(
        _("qui réunit"), max_length=150, blank=True, help_text=_("Une fonction ou un service, jamais une personne.")
    )
    seats = LinesField(_("qui siège"), help_text=_("Une fonction ou une organisation par ligne, jamais une personne."))
    place = models.CharField(_("lieu"), max_length=255, blank=True)
    sectors = ParentalManyToManyField(
        Term,
        verbose_name=_("territoire"),
        blank=True,
        related_name="+",
        limit_choices_to=is_a_sector,
        help_text=_("Aucun : toute la ville."),
    )
    level = models.PositiveSmallIntegerField(
        _("confidentialité"),
        choices=Level,
        default=Level.PUBLIC,
        help_text=_("Réservée, elle n’est ni sur le site ni dans un agenda public. Rien sur un enfant, jamais."),
    )
    readers = ParentalManyToManyField(
        Group,
        verbose_name=_("groupes qui la suivent"),
        blank=True,
        related_name="+",
        help_text=_("Pour le niveau 2 : chaque membre peut se faire une adresse d’agenda."),
    )
    first_day = models.DateField(_("première date"), null=True, blank=True)
    every = models.PositiveSmallIntegerField(
        _("toutes les … semaines"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(26)],
        help_text=_("Vide : les dates se notent une à une."),
    )
    until = models.DateField(_("jusqu’au"), null=True, blank=True)
    starts = models.TimeField(_("de"), help_text=_("Heure de Paris."))
    ends = models.TimeField(_("à"))

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("réunion")
        verbose_name_plural = _("réunions")
        ordering = ["title"]

    def __str__(self):
        return self.title

    def clean(self):
        super().clean()
        _check_hours(self.starts, self.ends)
        if not self.every:
            return
        if not self.first_day or not self.until:
            sentence = _("Un rythme demande une première date et une dernière.")
            raise ValidationError({"until" if self.first_day else "first_day": sentence})
        if not self.first_day <= self.until <= self.first_day + LONGEST:
            raise ValidationError({"until": _("Après la première date, et deux ans après au plus.")})

    def save(self, *args, **kwargs):
        """The dates follow: new ones of its rhythm, and a number more for each one that is no longer what it was."""
        from meetings.rhythm import settle

        self.code = self.code or _free_code(self.title)
        with transaction.atomic():
            super().save(*args, **kwargs)
            settle(self)

    @property
    def is_public(self):
        return self.level == self.Level.PUBLIC

    def next_day(self):
        """In a list."""
        days = self.dates.filter(day__gte=timezone.localdate(), is_struck=False).values_list("day", flat=True)
        return days.first() or _("aucune")

    next_day.short_description = _("prochaine date")  # type: ignore[attr-defined]


def _free_code(title):
    base = slug_of(title)[:FREE_CODE] or "reunion"
    taken = set(Meeting.objects.filter(code__startswith=base).values_list("code", flat=True))
    taken |= set(TakenAway.objects.filter(code__startswith=base).values_list("code", flat=True))
    return next(code for code in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if code not in taken)


def _check_hours(starts, ends):
    if starts and ends and starts >= ends:
        raise ValidationError({"ends": _("La fin vient après le début.")})


class MeetingDate(Orderable):
    """``original``: the day that the rhythm gave, if it did. ``printed``: what calendars were last told."""

    meeting = ParentalKey(Meeting, on_delete=models.CASCADE, related_name="dates")
    day = models.DateField(_("jour"))
    starts = models.TimeField(_("de"), null=True, blank=True, help_text=_("Vide : l’heure habituelle."))
    ends = models.TimeField(_("à"), null=True, blank=True)
    place = models.CharField(_("lieu"), max_length=255, blank=True, help_text=_("Vide : le lieu habituel."))
    is_struck = models.BooleanField(_("annulée"), default=False)
    original = models.DateField(null=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    printed = models.CharField(max_length=700, default="", editable=False)
    changed = models.DateTimeField(default=timezone.now, editable=False)

    class Meta(Orderable.Meta):
        verbose_name = _("date")
        verbose_name_plural = _("dates")
        ordering = ["day", "starts", "pk"]

    def __str__(self):
        return date_format(self.day, "l j F Y")

    def clean(self):
        super().clean()
        if bool(self.starts) != bool(self.ends):
            name = "ends" if self.starts else "starts"
            raise ValidationError({name: _("Écrivez les deux heures, ou aucune.")})
        _check_hours(self.starts, self.ends)

    @property
    def begins_at(self):
        return _moment(self.day, self.starts or self.meeting.starts)

    @property
    def ends_at(self):
        return _moment(self.day, self.ends or self.meeting.ends)

    @property
    def where(self):
        return self.place or self.meeting.place

    @property
    def is_moved(self):
        return self.original is not None and self.original != self.day

    @property
    def uid(self):
        """Before the name of the site."""
        return f"reunion-{self.meeting.code}-{self.pk}"


def _moment(day, clock):
    return timezone.make_aware(datetime.combine(day, clock))


class TakenAway(models.Model):
    """A date that was deleted, for the calendars that hold it: cancelled there, then forgotten.

    ``meeting`` is None once it was deleted too: those that were public stay so, of the others nothing is told.
    """

    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.SET_NULL, related_name="taken_away")
    was_public = models.BooleanField()
    code = models.CharField(max_length=80)
    uid = models.CharField(max_length=120)
    title = models.CharField(max_length=120)
    place = models.CharField(max_length=255, blank=True)
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    original = models.DateField(null=True)
    sequence = models.PositiveIntegerField()
    gone = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.uid
