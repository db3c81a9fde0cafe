"""Merges of two records that were one, and replacements of a contact: what was moved, so that it can be put back."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.outages.pressed_twice import LONGEST

UNDOABLE = timedelta(days=1)


class Merge(models.Model):
    """``lost`` goes into ``kept``. ``removes``: it is deleted, its name and code stay; else only its uses move.

    ``given`` is what the kept record takes of the other: names of fields. ``moved``: JSON of the records themselves.
    """

    class State(models.TextChoices):
        RUNNING = "running"
        DONE = "done"
        UNDOING = "undoing"
        UNDONE = "undone"

    UNDER_WAY = (State.RUNNING, State.UNDOING)

    model = models.CharField(max_length=60)  # label of a model, in lower case
    removes = models.BooleanField(default=True)
    lost = models.PositiveBigIntegerField()
    lost_code = models.CharField(max_length=60)
    lost_name = models.CharField(_("ce qui est remplacé"), max_length=255)
    kept = models.PositiveBigIntegerField()
    kept_name = models.CharField(_("par quoi"), max_length=255)
    given = models.JSONField(default=list)
    moved = models.JSONField(default=dict)
    left = models.JSONField(default=list)  # [[title, key of a page or None, why]] that undoing did not put back
    state = models.CharField(_("état"), max_length=8, choices=State, default=State.RUNNING)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("par")
    )
    job = models.ForeignKey("jobs.Job", null=True, on_delete=models.SET_NULL, related_name="+")
    held = models.DateTimeField(null=True)  # since when a request is at it; nothing where none is
    created = models.DateTimeField(_("le"), auto_now_add=True)
    ended = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("fusion")
        verbose_name_plural = _("fusions")
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["model", "lost"], condition=models.Q(state="running"), name="merge_under_way_unique"
            )
        ]

    def __str__(self):
        return f"{self.lost_name} → {self.kept_name}"

    @property
    def said(self):
        """« Fusion faite », « Remplacement fait »."""
        return (MERGED if self.removes else REPLACED)[self.state]

    @property
    def is_under_way(self):
        return self.state in self.UNDER_WAY

    @property
    def is_waiting(self):
        """Begun, and nobody at it: its job was stopped, or the server was while somebody waited."""
        is_held = self.held is not None and timezone.now() - self.held < LONGEST
        return self.is_under_way and (self.job.is_over if self.job else not is_held)

    @property
    def may_be_undone(self):
        return self.state == self.State.DONE and self.ended is not None and timezone.now() - self.ended < UNDOABLE


MERGED = {
    Merge.State.RUNNING: _("Fusion en cours"),
    Merge.State.DONE: _("Fusion faite"),
    Merge.State.UNDOING: _("Annulation de la fusion en cours"),
    Merge.State.UNDONE: _("Fusion annulée"),
}
REPLACED = {
    Merge.State.RUNNING: _("Remplacement en cours"),
    Merge.State.DONE: _("Remplacement fait"),
    Merge.State.UNDOING: _("Annulation du remplacement en cours"),
    Merge.State.UNDONE: _("Remplacement annulé"),
}


class MovedPage(models.Model):
    """What a merge changed on one page: ``{"live" | "draft" | key of a revision: {field: [before, after]}}``."""

    merge = models.ForeignKey(Merge, on_delete=models.CASCADE, related_name="pages")
    page = models.PositiveBigIntegerField()  # which may be deleted since
    changes = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("page d’une fusion")
        verbose_name_plural = _("pages d’une fusion")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["merge", "page"], name="moved_page_unique")]

    def __str__(self):
        return f"{self.merge_id} {self.page}"
