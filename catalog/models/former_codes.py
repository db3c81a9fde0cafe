"""Codes of records that were found to be another one: they lead to it for ever."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal import coded


class FormerCodes(models.QuerySet):
    def of(self, record):
        """What leads to ``record``."""
        return self.filter(model=record._meta.label_lower, scope=scope_of(record), current=record.code)


class FormerCode(models.Model):
    """``scope``: of a term, the code of its vocabulary. ``current``: the code of the record that is meant.

    ``known_by``: how files call it, for imports: its names, its address and phone, and who held the function.
    """

    model = models.CharField(max_length=60)  # label of a model, in lower case
    scope = models.CharField(max_length=60, blank=True)
    code = models.CharField(_("ancien code"), max_length=60)
    current = models.CharField(_("code"), max_length=60)
    known_by = models.JSONField(default=dict)
    since = models.DateTimeField(default=timezone.now)

    objects = FormerCodes.as_manager()

    class Meta:
        verbose_name = _("ancien code")
        verbose_name_plural = _("anciens codes")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["model", "scope", "code"], name="former_code_unique")]

    def __str__(self):
        return f"{self.code} → {self.current}"


def scope_of(record):
    vocabulary = getattr(record, "vocabulary", None)
    return vocabulary.code if vocabulary else ""


def current_code(model, code, scope=""):
    """Where a former code of a record of ``model`` leads; empty when it leads nowhere."""
    found = FormerCode.objects.filter(model=model._meta.label_lower, scope=scope, code=code)
    return found.values_list("current", flat=True).first() or ""


def by_code(records, code, scope=""):
    """The one of ``records``, a queryset, that has this code or had it; None where nobody has."""
    found = records.filter(code=code).first()
    current = "" if found else current_code(records.model, code, scope)
    return records.filter(code=current).first() if current else found


@coded.says_code_taken
def is_former(record, code):
    """A new record of the same name does not take the addresses of an older one."""
    return bool(current_code(type(record), code, scope_of(record)))
