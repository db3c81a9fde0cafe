"""Organizations and contacts: dense lists, filters, search, inspection with « utilisé par », safe export and delete."""

from django.contrib.admin.utils import quote
from django.http import HttpResponseRedirect
from django.utils.html import format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import DeleteView, HistoryView, IndexView, InspectView

from directory.models import Contact, Organization
from directory.usage import page_usages, record_usages, refusal
from portal.exports import SafeExportMixin


class SafeIndexView(SafeExportMixin, IndexView):
    """Exports without live formulas."""


class UsedByInspectView(InspectView):
    def get_field_label(self, field_name, field=None):
        return capfirst(super().get_field_label(field_name, field))

    def get_field_display_value(self, field_name, field=None):
        value = super().get_field_display_value(field_name, field)
        return {True: _("Oui"), False: _("Non")}[value] if isinstance(value, bool) else value

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        links = [(usage.edit_url, usage.title) for usage in page_usages(self.instance)]
        value = format_html_join("", '<div><a href="{}">{}</a></div>', links) or _("Aucune page")
        context["fields"].append({"type": "text", "label": _("Utilisé par"), "value": value})
        return context


class ProtectedDeleteView(DeleteView):
    """A record in use stays: the refusal names the pages."""

    def post(self, request, *args, **kwargs):
        refused = refusal(self.instance, record_usages(self.instance))
        if refused:
            messages.error(request, refused)
            return HttpResponseRedirect(self.url_helper.get_action_url("inspect", quote(self.instance.pk)))
        return super().post(request, *args, **kwargs)


class SeenHistoryView(HistoryView):
    """The history of a record, for whoever may see the record: stock asks for no right."""

    def check_action_permitted(self, user):
        return self.permission_helper.user_can_inspect_obj(user, self.instance)


class RegisterAdmin(ModelAdmin):
    add_to_settings_menu = False
    inspect_view_enabled = True
    list_per_page = 50
    index_view_class = SafeIndexView
    inspect_view_class = UsedByInspectView
    history_view_class = SeenHistoryView
    delete_view_class = ProtectedDeleteView


class OrganizationAdmin(RegisterAdmin):
    model = Organization
    menu_label = _("Organisations")
    menu_icon = "group"
    menu_order = 220
    list_display = ("name", "acronym", "kind", "quartier", "phone", "active")
    list_filter = ("active", "kind", "sectors", "precision")
    list_select_related = ("kind",)
    search_fields = ("name", "acronym", "aliases", "quartier", "code")
    inspect_view_fields = (
        "name", "acronym", "kind", "parent", "description", "website", "email", "phone", "address", "address_date",
        "quartier", "latitude", "longitude", "precision", "radius", "aliases", "sectors", "doubts", "active", "code",
    )  # fmt: skip
    list_export = (
        "code", "name", "acronym", "kind", "parent", "website", "email", "phone", "address", "address_date", "quartier",
        "latitude", "longitude", "precision", "radius", "active",
    )  # fmt: skip
    export_filename = "organisations"


class ContactAdmin(RegisterAdmin):
    model = Contact
    menu_label = _("Contacts")
    menu_icon = "user"
    menu_order = 221
    list_display = ("title", "organization", "role", "phone", "public", "review_on")
    list_filter = ("public", "role", "sector", "review_on")
    list_select_related = ("organization", "sector")
    search_fields = ("title", "organization__name", "email", "phone", "code")
    inspect_view_fields = (
        "title", "organization", "role", "email", "phone", "sector", "holder", "holder_since", "holder_until",
        "holder_public", "public", "review_on", "doubts", "code",
    )  # fmt: skip
    list_export = (
        "code", "title", "organization", "role", "email", "phone", "sector", "holder", "holder_since", "holder_until",
        "holder_public", "public", "review_on",
    )  # fmt: skip
    export_filename = "contacts"
