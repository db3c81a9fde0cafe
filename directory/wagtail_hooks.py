"""The registers in the admin: choosers, vocabularies, glossary, organizations and contacts."""

from wagtail import hooks
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from .admin.glossary import GlossaryViewSet
from .admin.kinds import KindViewSet
from .admin.properties import PropertyGroupViewSet, PropertyViewSet
from .admin.registers import ContactAdmin, OrganizationAdmin
from .admin.vocabularies import TermViewSet, VocabularyViewSet
from .choosers import contact_chooser, organization_chooser

modeladmin_register(OrganizationAdmin)
modeladmin_register(ContactAdmin)
register_snippet(GlossaryViewSet)


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [
        organization_chooser,
        contact_chooser,
        KindViewSet("types-de-fiche"),
        VocabularyViewSet("vocabulaires"),
        TermViewSet("termes"),
        PropertyViewSet("proprietes"),
        PropertyGroupViewSet("groupes-de-proprietes"),
    ]
