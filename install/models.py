"""What was loaded, so that loading again knows what an editor changed since."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class LoadedRecord(models.Model):
    """A record whose digest is no longer the one stored was changed by an editor, and is kept."""

    key = models.CharField(max_length=160, unique=True)
    loaded = models.CharField(max_length=64, help_text=_("Empreinte de ce qui a été lu."))
    stored = models.CharField(max_length=64, help_text=_("Empreinte de ce qui a été écrit en base."))

    class Meta:
        verbose_name = _("trace d’un chargement")
        verbose_name_plural = _("traces de chargement")

    def __str__(self):
        return self.key


class OfferedRight(models.Model):
    """A right that a group of ours was given once, by its name. What an administrator took away since stays away."""

    group = models.CharField(max_length=150)
    right = models.CharField(max_length=100)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["group", "right"], name="install_right_once")]

    def __str__(self):
        return f"{self.group} : {self.right}"
