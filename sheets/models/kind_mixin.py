"""What a page owes to the record of its kind, whoever made the kind: its review, its beginning."""

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from catalog.kinds import kind_of
from catalog.models import SheetKind
from catalog.sections import SECTIONS
from portal.publication.rules import Problem
from sheets.kinds.forms import StartingForm

NEVER_PUBLIC = _("Cette fiche est le modèle de son type : elle n’est jamais publiée. Enregistrez-la comme brouillon.")


class KindMixin(models.Model):
    base_form_class = StartingForm
    brief_template = ""  # what it shows of itself among others that somebody keeps

    @classmethod
    def brief_lookups(cls):
        """What that template reads, for many pages at once."""
        return cls.search_lookups()

    class Meta:
        abstract = True

    @cached_property
    def kind_record(self):
        """For the admin: pages for the public need not ask."""
        return kind_of(self.kind_code)

    @property
    def kind_name(self):
        return str(self.type_name)

    @property
    def sections(self):
        """Codes of the built-in sections this page has."""
        return frozenset(SECTIONS)

    def shows(self, path):
        """Not what stands in a section that the kind leaves out: it is kept, and not shown."""
        left_out = (SECTIONS[code] for code in SECTIONS.keys() - self.sections)
        column = path.partition(".")[0]
        return not any(column in (*each.fields, *each.formsets) for each in left_out) and super().shows(path)

    def is_model_sheet(self):
        return self.pk is not None and SheetKind.objects.filter(starting=self.pk).exists()

    def publication_rules(self):
        yield from super().publication_rules()
        if self.is_model_sheet():
            yield Problem(NEVER_PUBLIC)

    # Review: the kind's own, or else the tree's.

    def get_workflow(self):
        return self._own_workflow or super().get_workflow()

    @property
    def has_workflow(self):
        return self._own_workflow is not None or super().has_workflow

    @property
    def _own_workflow(self):
        workflow = self.kind_record and self.kind_record.workflow
        return workflow if workflow and workflow.active else None
