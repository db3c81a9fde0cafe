"""The registers in the admin: choosers, glossary, organizations, contacts and quartiers."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from directory.admin.glossary import GlossaryViewSet
from directory.admin.quartiers import QuartierAdmin
from directory.admin.registers import ContactAdmin, OrganizationAdmin
from directory.choosers import contact_chooser, organization_chooser

modeladmin_register(OrganizationAdmin)
modeladmin_register(ContactAdmin)
modeladmin_register(QuartierAdmin)
register_snippet(GlossaryViewSet)


@hooks.register("register_admin_viewset")
def register_choosers():
    return [organization_chooser, contact_chooser]
