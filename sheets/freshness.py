"""Freshness: when a page was last checked, and when it is due again."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.fields import LinesField


def add_months(day, months):
    """The same day ``months`` later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return day.replace(year=year, month=month + 1, day=last)
        except ValueError:
            continue
    raise ValueError(day)


def due_on(reviewed_on, months):
    """The day of the next review; None for what was never reviewed, which is due at once."""
    return add_months(reviewed_on, months) if reviewed_on else None


def is_due(day):
    return day is None or day <= timezone.localdate()


class FreshnessMixin(models.Model):
    reviewed_on = models.DateField(
        _("vérifiée le"), null=True, blank=True, help_text=_("Le jour où quelqu’un a tout relu.")
    )
    review_every = models.PositiveSmallIntegerField(
        _("à revoir tous les (mois)"),
        default=12,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
        help_text=_("Passé ce délai, la page paraît dans « À vérifier » et le dit à ses lecteurs."),
    )
    doubts = LinesField(_("doutes de la rédaction"), help_text=_("Un par ligne. Jamais montrés au public."))

    class Meta:
        abstract = True

    @property
    def review_due_on(self):
        return due_on(self.reviewed_on, self.review_every)

    @property
    def review_is_due(self):
        return is_due(self.review_due_on)

    def search_date(self):
        return self.reviewed_on or super().search_date()
