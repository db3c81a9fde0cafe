"""The registers in the admin: choosers, vocabularies, glossary, organizations and contacts."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
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


class Structure(ViewSetGroup):
    """What shapes the sheets, in one place: kinds, their fields, the words they are classified by."""

    menu_label = _("Structure")
    menu_icon = "sliders"
    menu_order = 205
    items = (
        KindViewSet("types-de-fiche"),
        PropertyViewSet("proprietes"),
        PropertyGroupViewSet("groupes-de-proprietes"),
        VocabularyViewSet("vocabulaires"),
        TermViewSet("termes"),
    )


@hooks.register("register_admin_viewset")
def register_viewsets():
    return [organization_chooser, contact_chooser, Structure()]
