"""Twins: the same sheet in the other sector, linked from one side, shown on both."""

from functools import cache

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.reading.statements import Statement


class TwinMixin(models.Model):
    twin = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="twins",
        verbose_name=_("fiche jumelle"),
        help_text=_("La même fiche dans l’autre secteur. Il suffit de l’indiquer d’un côté."),
    )

    class Meta:
        abstract = True

    def clean(self):
        super().clean()
        if self.twin_id and self.twin_id == self.pk:
            raise ValidationError({"twin": _("Une fiche n’est pas sa propre jumelle : choisissez-en une autre.")})

    def facts_beside(self):
        """``[(heading, lines)]``: what its type shows besides, for a comparison with its twin."""
        return []

    @cached_property
    def twin_key(self):
        """Primary key of the twin, whichever side it was written on, or None."""
        return self.twin_id or (next(iter(_twins_of(type(self))(self.pk)), None) if self.pk else None)


@cache
def _twins_of(model):
    return Statement(lambda key: model._default_manager.filter(twin=key).values_list("pk", flat=True)[:1])


class TwinCopy(models.Model):
    """What each side of a pair last knew of the other, so that it can be told what has changed since."""

    page = models.OneToOneField("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    seen = models.ForeignKey("wagtailcore.Revision", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("suivi d’une fiche jumelle")
        verbose_name_plural = _("suivi des fiches jumelles")

    def __str__(self):
        return f"{self.page} ↔ {self.other}"
