"""Who follows which search by mail: the address, the search, and nothing else of anybody."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Subscription(models.Model):
    """``search`` is the query string that the search page has; ``since`` is when the last letter was looked for.

    ``named`` are the keys of the pages that the last letter names, ``before`` what ``since`` was when it was written.
    """

    class Every(models.TextChoices):
        WEEK = "week", _("chaque semaine")
        MONTH = "month", _("chaque mois")

    email = models.EmailField()
    search = models.CharField(max_length=500, blank=True)
    every = models.CharField(max_length=5, choices=Every, default=Every.WEEK)
    is_confirmed = models.BooleanField(default=False)
    asked = models.DateTimeField(default=timezone.now)
    since = models.DateTimeField(default=timezone.now)
    named = models.JSONField(default=list)
    before = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("lettre demandée")
        verbose_name_plural = _("lettres demandées")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["email", "search"], name="letters_one_a_search")]

    def __str__(self):
        return f"n° {self.pk}"
