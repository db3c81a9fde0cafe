"""Choosers of registers, with creation in place."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.blocks.field_block import ChooserBlock


class NamedBlock(ChooserBlock):
    """The name that a page shows of what was chosen in its text is found with it."""

    def get_searchable_content(self, value):
        return [str(value)] if value else []


class OrganizationChooserViewSet(ChooserViewSet):
    model = "directory.Organization"
    base_block_class = NamedBlock
    icon = "group"
    choose_one_text = _("Choisir une organisation")
    choose_another_text = _("Choisir une autre organisation")
    edit_item_text = _("Modifier cette organisation")
    form_fields = ["name", "acronym", "kind", "phone", "website", "address", "quartier"]
    creation_tab_label = _("Nouvelle organisation")


class ContactChooserViewSet(ChooserViewSet):
    model = "directory.Contact"
    icon = "user"
    choose_one_text = _("Choisir un contact")
    choose_another_text = _("Choisir un autre contact")
    edit_item_text = _("Modifier ce contact")
    form_fields = ["title", "organization", "role", "email", "phone", "public"]
    creation_tab_label = _("Nouveau contact")


organization_chooser = OrganizationChooserViewSet("organization_chooser")
contact_chooser = ContactChooserViewSet("contact_chooser")

OrganizationChooserBlock = organization_chooser.get_block_class(
    name="OrganizationChooserBlock", module_path="directory.choosers"
)
ContactChooserBlock = contact_chooser.get_block_class(name="ContactChooserBlock", module_path="directory.choosers")
