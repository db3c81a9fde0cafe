"""The registers in the admin: choosers, glossary, organizations, contacts and reference documents."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from directory.admin import history, merging  # noqa: F401 - words of the history, addresses
from directory.admin.documents import ReferenceDocumentAdmin
from directory.admin.glossary import GlossaryViewSet
from directory.admin.registers import ContactAdmin, OrganizationAdmin
from directory.choosers import contact_chooser, organization_chooser, reference_chooser

modeladmin_register(OrganizationAdmin)
modeladmin_register(ContactAdmin)
modeladmin_register(ReferenceDocumentAdmin)
register_snippet(GlossaryViewSet)


@hooks.register("register_admin_viewset")
def register_choosers():
    return [organization_chooser, contact_chooser, reference_chooser]
