"""« Responsable »: the function or the group that answers for a sheet, chosen beside it, or for many at once."""

from django import forms
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import FormView
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from directory.choosers import contact_chooser
from directory.models import Contact
from reviews.models import Ownership
from reviews.owners import name_owner
from sheets.freshness import FreshnessMixin


class OwnerForm(forms.Form):
    contact = forms.ModelChoiceField(
        queryset=Contact.objects.all(), label=_("Contact"), required=False, widget=contact_chooser.widget_class
    )
    group = forms.ModelChoiceField(
        queryset=Group.objects.order_by("name"),
        label=_("Ou un groupe de comptes"),
        required=False,
        empty_label=_("Aucun"),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("contact") and cleaned.get("group"):
            raise forms.ValidationError(_("Choisissez un contact ou un groupe, pas les deux."))
        return cleaned


def may_own(page):
    return issubclass(page.specific_class or Page, FreshnessMixin)


def said(contact, group):
    return _("Responsable : %s.") % (contact or group or _("l’auteur de la fiche"))


class OwnerView(WagtailAdminTemplateMixin, FormView):
    template_name = "reviews/owner.html"
    header_icon = "user"
    form_class = OwnerForm
    page_title = _("Responsable de la fiche")

    @cached_property
    def page(self):
        page = get_object_or_404(Page, pk=self.kwargs["page_id"])
        if not page.permissions_for_user(self.request.user).can_edit() or not may_own(page):
            raise PermissionDenied
        return page

    @cached_property
    def ownership(self):
        return Ownership.objects.filter(page=self.page.pk).first()

    def get_initial(self):
        own = self.ownership
        return {"contact": own.contact_id, "group": own.group_id} if own else {}

    def get_breadcrumbs_items(self):
        edit = {"url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]), "label": self.page.title}
        return [*super().get_breadcrumbs_items(), edit, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(page=self.page, **kwargs)

    def form_valid(self, form):
        name_owner([self.page.pk], **form.cleaned_data)
        messages.success(self.request, said(**form.cleaned_data))
        return redirect("wagtailadmin_pages:edit", self.page.pk)


@hooks.register("register_bulk_action")
class OwnerAction(PageBulkAction):
    """One owner for the pages that were ticked, in place of those they had."""

    display_name = _("Donner un responsable")
    action_type = "owner"
    aria_label = _("Donner un responsable aux fiches cochées")
    template_name = "reviews/owner_of_many.html"
    action_priority = 25
    form_class = OwnerForm

    def check_perm(self, page):
        return may_own(page) and page.permissions_for_user(self.request.user).can_edit()

    def get_execution_context(self):
        return {**super().get_execution_context(), "owner": self.cleaned_form.cleaned_data}

    @classmethod
    def execute_action(cls, objects, *, owner, **kwargs):
        name_owner([page.pk for page in objects], **owner)
        return len(objects), 0

    def get_success_message(self, num_parent_objects, num_child_objects):
        counted = ngettext("%(n)d fiche.", "%(n)d fiches.", num_parent_objects) % {"n": num_parent_objects}
        return f"{said(**self.cleaned_form.cleaned_data)} {counted}"


@hooks.register("register_page_header_buttons")
def owner_button(page, user, view_name, next_url=None):
    if view_name == "edit" and isinstance(page, FreshnessMixin) and page.permissions_for_user(user).can_edit():
        yield Button(
            _("Responsable de la fiche"), reverse("sheet_owner", args=[page.pk]), icon_name="user", priority=36
        )
