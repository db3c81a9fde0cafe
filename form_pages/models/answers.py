"""What is answered, and what came of it: a place, a decision, files. All of it is forgotten on its day."""

import secrets

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.models import AbstractFormSubmission

# No name of a question has a point.
SLOT_COLUMN, STATE_COLUMN = "standing.slot", "standing.state"


class AnswerStorage(FileSystemStorage):
    """Under names that say nothing and fit any disk: a visitor's own name of a file stays in its row."""

    def generate_filename(self, filename):
        return secrets.token_hex(16) + "." + filename.rpartition(".")[2].lower()


def answer_storage():
    """Not among the uploads: nothing of it is served but by the screen of its answer."""
    return AnswerStorage(location=settings.VAR_DIR / "answers", file_permissions_mode=0o600)


class Answer(AbstractFormSubmission):
    """``sent``: a hash of what was sent and of the opening of its form, so that two presses are one answer."""

    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    sent = models.CharField(max_length=64)
    purge_at = models.DateTimeField(_("effacée le"), db_index=True)

    class Meta:
        verbose_name = _("réponse")
        verbose_name_plural = _("réponses")
        ordering = ["-pk"]
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["page", "sent"], name="form_pages_one_answer")]

    def __str__(self):
        return f"{self.page} · {self.submit_time:%d/%m/%Y}"

    def get_data(self):
        sign_up = getattr(self, "sign_up", None)
        standing = sign_up or getattr(self, "application", None)
        return {
            **super().get_data(),
            SLOT_COLUMN: str(sign_up.slot or "") if sign_up else "",
            STATE_COLUMN: standing.get_state_display() if standing else "",
        }


class SignUps(models.QuerySet):
    def taken(self, slots):
        """``{key of a slot: how many have a place}``."""
        confirmed = self.filter(slot__in=[slot.pk for slot in slots], state=SignUp.State.CONFIRMED).order_by()
        return dict(confirmed.values_list("slot").annotate(models.Count("pk")))


class SignUp(models.Model):
    """An answer that takes a place, or waits for one. ``slot`` is null once its editors took the slot away; ``moves``
    counts how often they changed its day, its hours or its place since: a calendar keeps the highest one."""

    class State(models.TextChoices):
        CONFIRMED = "confirmed", _("Inscrit")
        WAITING = "waiting", _("En attente d’une place")
        CANCELLED = "cancelled", _("Annulé")

    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="sign_up")
    slot = models.ForeignKey("form_pages.Slot", null=True, on_delete=models.SET_NULL, related_name="sign_ups")
    email = models.EmailField()
    state = models.CharField(_("état"), max_length=10, choices=State)
    moves = models.PositiveIntegerField(default=0)
    changed = models.DateTimeField(auto_now=True)

    objects = SignUps.as_manager()

    class Meta:
        verbose_name = _("inscription")
        verbose_name_plural = _("inscriptions")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.slot} · {self.get_state_display()}"


class Application(models.Model):
    """An answer to a call for projects. ``told``: how many changes of its state were written about."""

    class State(models.TextChoices):
        RECEIVED = "received", _("Reçue")
        EXAMINED = "examined", _("Examinée")
        KEPT = "kept", _("Retenue")
        REFUSED = "refused", _("Non retenue")
        WITHDRAWN = "withdrawn", _("Retirée")

    WAITING = (State.RECEIVED, State.EXAMINED)
    DECIDED = (State.KEPT, State.REFUSED)

    answer = models.OneToOneField(Answer, on_delete=models.CASCADE, related_name="application")
    email = models.EmailField()
    state = models.CharField(_("état"), max_length=10, choices=State, default=State.RECEIVED)
    told = models.PositiveIntegerField(default=0)
    changed = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("candidature")
        verbose_name_plural = _("candidatures")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.answer.page} · {self.get_state_display()}"


class KeptProject(models.Model):
    """The public name of a project, once the answer that it is from is forgotten."""

    page = models.ForeignKey("form_pages.FormPage", on_delete=models.CASCADE, related_name="kept_projects")
    title = models.CharField(max_length=255)

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return self.title


class AnswerFile(models.Model):
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="files")
    field = models.CharField(max_length=255)
    name = models.CharField(max_length=200)
    file = models.FileField(storage=answer_storage)

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.name
