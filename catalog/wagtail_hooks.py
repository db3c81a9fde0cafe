"""What shapes the sheets, in the admin: one menu for kinds, properties and vocabularies."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup

from catalog.admin.kinds import KindViewSet
from catalog.admin.properties import PropertyGroupViewSet, PropertyViewSet
from catalog.admin.vocabularies import TermViewSet, VocabularyViewSet


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
def register_structure():
    return Structure()
