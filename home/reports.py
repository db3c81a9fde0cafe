"""« À vérifier »: the work list of who keeps sheets, centers and contacts true."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column, Table, TitleColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.models import Page

from home.due import due_contacts, due_pages, is_older
from portal.inputs.keys import is_key
from portal.templatetags.portal_tags import french_date
from sheets.freshness import add_months

PER_PAGE = 50
CONTACTS_FOR = 12  # months until a contact that was verified today comes back
SINCE = {
    "jamais": gettext_lazy("Jamais vérifiées"),
    "6": gettext_lazy("Depuis six mois"),
    "12": gettext_lazy("Depuis un an"),
}


class DueFilter(forms.Form):
    """What narrows the list; each offers only what stands in it."""

    section = forms.ChoiceField(label=gettext_lazy("Rubrique"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Nature"), required=False)
    owner = forms.ChoiceField(label=gettext_lazy("Suivie par"), required=False)
    since = forms.ChoiceField(label=gettext_lazy("Échue"), required=False, choices=[("", "—"), *SINCE.items()])

    def __init__(self, data, pages, sections, people):
        super().__init__(data)
        self.fields["section"].choices = [("", "—"), *sections.items()]
        self.fields["kind"].choices = [("", "—"), *sorted({(page.kind_code, str(page.kind_name)) for page in pages})]
        self.fields["owner"].choices = [("", "—"), *people.items()]

    def chosen(self, name):
        """An address that asks for what is not offered asks for nothing."""
        self.is_valid()
        return self.cleaned_data.get(name, "")

    def keeps(self, page):
        since = self.chosen("since")
        return (
            self.chosen("section") in ("", page.path[: -page.steplen])
            and self.chosen("kind") in ("", page.kind_code)
            and self.chosen("owner") in ("", str(page.owner_id))
            and (not since or (page.reviewed_on is None if since == "jamais" else is_older(page, int(since))))
        )


def _day(day, otherwise):
    return french_date(day) if day else otherwise


class ReviewReport(WagtailAdminTemplateMixin, TemplateView):
    template_name = "home/admin/review_report.html"
    page_title = gettext_lazy("À vérifier")
    header_icon = "date"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.page_title}]

    @cached_property
    def pages(self):
        return due_pages(self.request.user)

    @cached_property
    def contacts(self):
        return due_contacts(self.request.user)

    @cached_property
    def filter(self):
        paths = {page.path[: -page.steplen] for page in self.pages}
        sections = dict(Page.objects.filter(path__in=paths).order_by("path").values_list("path", "title"))
        owners = {each.owner for each in (*self.pages, *self.contacts) if each.owner}
        people = {str(user.pk): user.get_full_name() or user.username for user in sorted(owners, key=str)}
        return DueFilter(self.request.GET, self.pages, sections, people)

    def get_context_data(self, **kwargs):
        pages = [page for page in self.pages if self.filter.keeps(page)]
        shown = Paginator(pages, PER_PAGE).get_page(self.request.GET.get("p"))
        owner = self.filter.chosen("owner")
        contacts = [contact for contact in self.contacts if owner in ("", str(contact.owner_id))]
        return super().get_context_data(
            filter=self.filter,
            page_obj=shown,
            table=Table(self._page_columns(), shown.object_list),
            contacts=contacts,
            may_change_contacts=self.request.user.has_perm("directory.change_contact"),
            **kwargs,
        )

    def _page_columns(self):
        return [
            BulkActionsColumn("bulk_actions"),
            TitleColumn(
                "title", label=_("Titre"), get_url=lambda page: reverse("wagtailadmin_pages:edit", args=[page.pk]),
                get_title_id=lambda page: f"page_{page.pk}_title",
            ),
            Column("kind_name", label=_("Nature")),
            Column("owner", label=_("Suivie par"), accessor=lambda page: page.owner or _("personne")),
            Column("reviewed_on", label=_("Vérifiée le"), accessor=lambda page: _day(page.reviewed_on, _("jamais"))),
            Column("due_on", label=_("À revoir depuis le"), accessor=lambda page: _day(page.review_due_on, "—")),
        ]  # fmt: skip

    def post(self, request, *args, **kwargs):
        """Contacts that were verified today come back in a year."""
        if not request.user.has_perm("directory.change_contact"):
            raise PermissionDenied
        ids = {int(pk) for pk in filter(is_key, request.POST.getlist("contact"))}
        verified = [contact for contact in self.contacts if contact.pk in ids]
        for contact in verified:
            contact.review_on = add_months(timezone.localdate(), CONTACTS_FOR)
            contact.save()
        said = _("Contacts vérifiés aujourd’hui : %(n)d. Ils reviendront ici dans un an.") % {"n": len(verified)}
        messages.success(request, said if verified or not ids else _("C’était déjà fait."))
        return redirect("review_report")
