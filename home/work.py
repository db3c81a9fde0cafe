"""The first screen of the admin: what there is to do for whoever opens it, and where to add a sheet."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.permissions import page_permission_policy

from catalog.lacking import kinds_of, live_pages_lacking
from catalog.models import SheetProperty, Term
from directory.reference.ending import ending
from directory.reference.who_sees import seen_by
from home.due import due_contacts, editable_pages, owners_of_due
from portal.admin.doors import has_right_on
from search.models import MissedSearch
from sheets.index import IndexPage

MOST_NAMED = 5


@dataclass
class Task:
    """One line of the list: how many, in words, and where to go on; the first ones by name."""

    label: str
    count: int
    url: str = ""
    pages: list = field(default_factory=list)


class WorkPanel(Component):
    name = "work"
    order = 50
    template_name = "home/admin/work.html"

    def __init__(self, request):
        self.user = request.user

    def get_context_data(self, parent_context):
        return {"tasks": [task for task in self.tasks if task.count], "sections": self.sections}

    @cached_property
    def sections(self):
        """``[(title, address)]`` of the lists under which this person may add a sheet."""
        indexes = Page.objects.type(IndexPage).live().filter(pk__in=self._may_add).order_by("path")
        return [(page.title, reverse("wagtailadmin_pages:add_subpage", args=[page.pk])) for page in indexes]

    @property
    def _may_add(self):
        return page_permission_policy.instances_user_has_any_permission_for(self.user, ["add"]).order_by().values("pk")

    @property
    def tasks(self):
        return [*self._pages(), *self._review(), *self._ending(), *self._lacking(), *self._missed()]

    def _pages(self):
        drafts = Page.objects.filter(has_unpublished_changes=True, latest_revision__user=self.user)
        drafts = drafts.filter(pk__in=editable_pages(self.user)).order_by("-latest_revision_created_at")
        waiting = WorkflowState.objects.filter(
            current_task_state__in=TaskState.objects.reviewable_by(self.user), base_content_type__model="page"
        )
        to_approve = Page.objects.filter(pk__in=[int(pk) for pk in waiting.values_list("object_id", flat=True)])
        return [
            _named(_("À approuver"), to_approve.order_by("title")),
            _named(_("Mes brouillons, et mes modifications en attente"), drafts),
        ]

    def _review(self):
        owners, contacts, address = owners_of_due(self.user), due_contacts(self.user), reverse("review_report")
        mine = owners.count(self.user.pk)
        return [
            Task(_("À vérifier, dont je m’occupe"), mine, f"{address}?owner={self.user.pk}"),
            Task(_("À vérifier en tout"), len(owners), address),
            Task(_("Contacts à revoir"), len(contacts), address),
        ]

    def _ending(self):
        """Documents that nothing replaces yet: sheets go on naming them."""
        if not self.user.has_perm("directory.view_referencedocument"):
            return []
        soon = ending(documents=seen_by(self.user))
        label = _("Documents de référence à renouveler")
        return [Task(label, len(soon), reverse("directory_referencedocument_modeladmin_index"))]

    def _lacking(self):
        """Required fields that sheets do not have: they cannot be published again without."""
        if not editable_pages(self.user).exists():
            return []
        address = reverse("sheet_report")
        return [
            Task(
                _("Fiches en ligne sans « %s »") % prop.label,
                len(live_pages_lacking(prop, kinds_of(prop))),
                f"{address}?without=prop:{prop.code}&live=true",
            )
            for prop in SheetProperty.objects.filter(required=True, retired=False, vocabulary=None)
        ]

    def _missed(self):
        if not has_right_on(self.user, Term):
            return []
        count = MissedSearch.objects.exclude(words="").count()
        return [Task(_("Recherches du public sans résultat"), count, reverse("missed_report"))]


def _named(label, pages):
    return Task(label, pages.count(), pages=list(pages[:MOST_NAMED]))
