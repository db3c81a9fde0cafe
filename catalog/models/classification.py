"""The terms a page carries: one link table for every page type, and which revisions name which terms."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.inputs.stored_rows import Row, RowKey


class PageTerm(Row):
    page = RowKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="page_terms")
    term = models.ForeignKey(
        "catalog.Term", on_delete=models.PROTECT, related_name="page_terms", verbose_name=_("terme")
    )

    shown_with = ("term__vocabulary", "term__parent")

    class Meta(Row.Meta):
        verbose_name = _("terme de la page")
        verbose_name_plural = _("termes de la page")
        constraints = [models.UniqueConstraint(fields=["page", "term"], name="page_term_unique")]

    def __str__(self):
        return str(self.term)


class TermUse(models.Model):
    """A term named by a revision: drafts and history protect their terms as published pages do."""

    revision = models.ForeignKey("wagtailcore.Revision", on_delete=models.CASCADE, related_name="+")
    term = models.ForeignKey("catalog.Term", on_delete=models.PROTECT, related_name="uses")

    class Meta:
        verbose_name = _("emploi d’un terme")
        verbose_name_plural = _("emplois des termes")
        constraints = [models.UniqueConstraint(fields=["revision", "term"], name="term_use_unique")]

    def __str__(self):
        return f"{self.revision} → {self.term}"
