"""Choosers of registers, with creation in place."""

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic.chooser import ChosenMultipleView, ChosenView
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.blocks.field_block import ChooserBlock

from directory.models import ReferenceDocument
from portal.inputs.keys import is_key


class NamedBlock(ChooserBlock):
    """The name that a page shows of what was chosen in its text is found with it."""

    def get_searchable_content(self, value):
        return [str(value)] if value else []


class PublicNameBlock(NamedBlock):
    def get_searchable_content(self, value):
        return super().get_searchable_content(value) if value and value.is_public else []


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


class ChosenReference(ChosenView):
    def get_object(self, pk):
        return nameable().get(pk=pk)


class ChosenReferences(ChosenMultipleView):
    def get_objects(self, pks):
        return nameable().filter(pk__in=filter(is_key, pks))


def nameable():
    """Those that a sheet may name: what is kept for groups is offered to nobody."""
    return ReferenceDocument.objects.filter(level=ReferenceDocument.Level.PUBLIC)


class ReferenceBlock(PublicNameBlock):
    def bulk_to_python(self, values):
        """With their versions, which say whether each is served and its year: one query for all of a text's."""
        documents = super().bulk_to_python(values)
        prefetch_related_objects([document for document in documents if document], "versions")
        return documents


class ReferenceChooserViewSet(ChooserViewSet):
    model = "directory.ReferenceDocument"
    chosen_view_class, chosen_multiple_view_class = ChosenReference, ChosenReferences
    base_block_class = ReferenceBlock
    icon = "doc-full-inverse"
    choose_one_text = _("Choisir un document de référence")
    choose_another_text = _("Choisir un autre document de référence")
    edit_item_text = _("Modifier ce document de référence")
    form_fields = ["title", "purpose"]
    creation_tab_label = _("Nouveau document, sans version encore")

    def get_object_list(self):
        return nameable()


organization_chooser = OrganizationChooserViewSet("organization_chooser")
contact_chooser = ContactChooserViewSet("contact_chooser")
reference_chooser = ReferenceChooserViewSet("reference_chooser")

OrganizationChooserBlock = organization_chooser.get_block_class(
    name="OrganizationChooserBlock", module_path="directory.choosers"
)
ContactChooserBlock = contact_chooser.get_block_class(name="ContactChooserBlock", module_path="directory.choosers")
ReferenceChooserBlock = reference_chooser.get_block_class(
    name="ReferenceChooserBlock", module_path="directory.choosers"
)
