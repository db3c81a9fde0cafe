"""« À vérifier »: sheets, centers and contacts whose review is due."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, Table, TitleColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.permissions import page_permission_policy

from directory.models import Contact
from portal.doors import has_right_on
from portal.pages import page_models
from sheets.freshness import FreshnessMixin


@dataclass(frozen=True)
class Due:
    title: str
    kind: str
    reviewed_on: object  # date or None: never reviewed
    due_on: object
    edit_url: str


def due_pages(user):
    """Those that ``user`` may edit."""
    models = [model for model in page_models() if issubclass(model, FreshnessMixin)]
    return [
        Due(page.title, page.kind_name, page.reviewed_on, page.review_due_on, _edit(page))
        for model in models
        for page in model.objects.live().filter(pk__in=editable_pages(user)).order_by("title")
        if page.review_is_due
    ]


def editable_pages(user):
    pages = page_permission_policy.instances_user_has_any_permission_for(user, ["change", "publish"])
    return pages.order_by().values("pk")


def _edit(page):
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def due_contacts(user):
    """For whoever may see contacts at all."""
    if not has_right_on(user, Contact):
        return []
    contacts = Contact.objects.to_review(timezone.localdate()).select_related("organization")
    return [
        Due(str(each), "Contact", None, each.review_on, reverse("directory_contact_modeladmin_edit", args=[each.pk]))
        for each in contacts
    ]


def _day(day, otherwise):
    return date_format(day, "j F Y") if day else otherwise


class ReviewReport(WagtailAdminTemplateMixin, TemplateView):
    """The longest overdue first; what was never reviewed before everything."""

    template_name = "home/admin/review_report.html"
    page_title = _("À vérifier")
    header_icon = "date"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        user = self.request.user
        due = due_pages(user) + due_contacts(user)
        rows = sorted(due, key=lambda row: (row.due_on is not None, row.due_on or row.title))
        columns = [
            TitleColumn("title", label=_("Titre"), get_url=lambda row: row.edit_url),
            Column("kind", label=_("Nature")),
            Column("reviewed_on", label=_("Vérifiée le"), accessor=lambda row: _day(row.reviewed_on, _("jamais"))),
            Column("due_on", label=_("À revoir depuis le"), accessor=lambda row: _day(row.due_on, "—")),
        ]
        return super().get_context_data(table=Table(columns, rows), count=len(rows), **kwargs)
