"""Organizations and contacts: dense lists, filters, search, inspection with « utilisé par », safe export and delete."""

from django.contrib.admin import display
from django.contrib.admin.utils import quote
from django.forms import CheckboxSelectMultiple
from django.http import HttpResponseRedirect
from django.utils.html import format_html, format_html_join
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, ObjectList, TabbedInterface
from wagtail_modeladmin.helpers import ButtonHelper
from wagtail_modeladmin.options import ModelAdmin
from wagtail_modeladmin.views import CreateView, DeleteView, HistoryView, IndexView, InspectView

from catalog.usage import page_usages, refusal, register_usages
from directory.admin import organization_form  # noqa: F401 - the form that the model then has
from directory.admin.merging import ways_to_replace
from directory.admin.register_search import SpokenSearch
from directory.models import Contact, Organization
from directory.usage import record_usages
from portal.admin.exports import SafeExportMixin
from portal.admin.list_buttons import buttons_of
from portal.publication.record_form import RecordForm


def yes_or_no(name, label):
    """A column in words: Django's icon says « True » to whoever hears it."""

    @display(description=label, ordering=name)
    def column(self, record):
        return _("Oui") if getattr(record, name) else _("Non")

    return column


def column_of(name, label):
    """A column of what a record says of itself."""

    @display(description=label)
    def column(self, record):
        return getattr(record, name)

    return column


class SafeIndexView(SafeExportMixin, IndexView):
    """Exports without live formulas; an address that names what is no filter of the list is that of the list."""

    records = None

    def get_queryset(self, request=None):
        """Once: stock asks at each use, and each time every filter reads its choices."""
        if self.records is None:
            self.records = super().get_queryset(request)
        return self.records

    def get_filters_params(self, params=None):
        asked = super().get_filters_params(params)
        return {name: values for name, values in asked.items() if name.split("__")[0] in self.list_filter}

    def get_filters(self, request):
        """Only what is filtered may find a record twice: else thousands would be sorted to leave none out."""
        filters, has_output, others, use_distinct = super().get_filters(request)
        return filters, has_output, others, use_distinct and self.is_filtered

    @property
    def is_filtered(self):
        return bool(self.get_filters_params())

    def more_buttons(self):
        return buttons_of(self.model, self.request.user)


class UsedByInspectView(InspectView):
    def get_field_label(self, field_name, field=None):
        return capfirst(super().get_field_label(field_name, field))

    def get_field_display_value(self, field_name, field=None):
        value = super().get_field_display_value(field_name, field)
        if isinstance(value, list | tuple):
            return " ; ".join(map(str, value)) or "–"
        return {True: _("Oui"), False: _("Non")}[value] if isinstance(value, bool) else value

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        context["fields"].append({"type": "text", "label": _("Utilisé par"), "value": self._used_by()})
        return context

    def _used_by(self):
        """Drafts of others are counted, and not named; records of registers follow the pages."""
        usages = page_usages(self.instance)
        links = [(usage.edit_url, usage.title) for usage in usages if usage.seen]
        hidden = len(usages) - len(links)
        records = [(usage.title, usage.where) for usage in register_usages(self.instance)]
        text = format_html_join("", '<div><a href="{}">{}</a></div>', links)
        text += format_html_join("", "<div>{} ({})</div>", records)
        if hidden:
            text += format_html(
                "<div>{}</div>", ngettext("%(n)d page réservée", "%(n)d pages réservées", hidden) % {"n": hidden}
            )
        return text or _("Aucune page")


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


class RegisterButtons(ButtonHelper):
    """Beside those of stock: what makes two records one, or names one for another."""

    def get_buttons_for_obj(self, obj, exclude=None, classnames_add=None, classnames_exclude=None):
        buttons = super().get_buttons_for_obj(obj, exclude, classnames_add, classnames_exclude)
        classname = self.finalise_classname(["button-secondary", *(classnames_add or [])], classnames_exclude or [])
        return buttons + [
            {"url": url, "label": label, "title": f"{label} « {obj} »", "classname": classname}
            for label, url in ways_to_replace(self.request.user, obj)
        ]


class RegisterAdmin(ModelAdmin):
    button_helper_class = RegisterButtons
    add_to_settings_menu = False
    search_handler_class = SpokenSearch
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
    list_display = ("name", "acronym", "kind", "place_name", "phone", "is_active")
    place_name = column_of("place_name", Organization._meta.get_field("quartier").verbose_name)
    is_active = yes_or_no("active", Organization._meta.get_field("active").verbose_name)
    list_filter = ("active", "kind", "quartier", "network", "sectors", "precision")
    list_select_related = ("kind", "quartier")
    search_fields = (
        "name",
        "acronym",
        "aliases",
        "quartier__name",
        "territory",
        "address",
        "phone",
        "email",
        "kind__label",
        "code",
    )
    edit_handler = TabbedInterface(
        [
            ObjectList(
                ["name", FieldRowPanel(["acronym", "kind"]), "parent", "description", "aliases"],
                heading=_("Qui c’est"),
            ),
            ObjectList(["website", FieldRowPanel(["phone", "email"])], heading=_("Comment la joindre")),
            ObjectList(
                [
                    "address",
                    "address_date",
                    FieldRowPanel(["quartier", "territory"]),
                    FieldRowPanel(["latitude", "longitude"]),
                    FieldRowPanel(["precision", "radius"]),
                    FieldPanel("sectors", widget=CheckboxSelectMultiple),
                    "network",
                ],
                heading=_("Où elle est"),
            ),
            ObjectList(["active", "doubts", "code"], heading=_("Suivi")),
        ]
    )
    inspect_view_fields = (
        "name", "acronym", "kind", "parent", "description", "website", "email", "phone", "address", "address_date",
        "quartier", "territory", "latitude", "longitude", "precision", "radius", "aliases", "sectors", "network",
        "doubts", "active", "code",
    )  # fmt: skip
    list_export = (
        "code", "name", "acronym", "kind", "parent", "website", "email", "phone", "address", "address_date", "quartier",
        "territory", "latitude", "longitude", "precision", "radius", "network", "active",
    )  # fmt: skip
    export_filename = "organisations"


class AddContact(CreateView):
    """Whoever adds a contact reviews it, until somebody else is named."""

    def get_instance(self):
        instance = super().get_instance()
        instance.owner = instance.owner or self.request.user
        return instance


Contact.base_form_class = RecordForm


class ContactAdmin(RegisterAdmin):
    model = Contact
    create_view_class = AddContact
    menu_label = _("Contacts")
    menu_icon = "user"
    menu_order = 221
    list_display = ("title", "organization", "role", "phone", "is_public", "review_on")
    is_public = yes_or_no("public", Contact._meta.get_field("public").verbose_name)
    list_filter = ("public", "role", "sector", "review_on", "owner")
    list_select_related = ("organization", "sector")
    search_fields = ("title", "organization__name", "role", "holder", "sector__label", "email", "phone", "code")
    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    "title",
                    "organization",
                    FieldRowPanel(["role", "sector"]),
                    FieldRowPanel(["phone", "email"]),
                    "public",
                ],
                heading=_("La fonction"),
            ),
            ObjectList(
                ["holder", FieldRowPanel(["holder_since", "holder_until"]), "holder_public"],
                heading=_("Qui l’exerce"),
            ),
            ObjectList([FieldRowPanel(["review_on", "owner"]), "doubts", "code"], heading=_("Suivi")),
        ]
    )
    inspect_view_fields = (
        "title", "organization", "role", "email", "phone", "sector", "holder", "holder_since", "holder_until",
        "holder_public", "public", "review_on", "owner", "doubts", "code",
    )  # fmt: skip
    list_export = (
        "code", "title", "organization", "role", "email", "phone", "sector", "holder", "holder_since", "holder_until",
        "holder_public", "public", "review_on",
    )  # fmt: skip
    export_filename = "contacts"
