"""« Mots des gens »: what people say and where it leads."""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, InlinePanel, ObjectList
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from portal.admin.list_buttons import MoreButtons
from portal.publication.conflicts import InTurn
from portal.publication.record_form import RecordForm
from search.models import Need

LONGEST_WORDS = 120


class NeedsIndex(MoreButtons, IndexView):
    pass


class AddNeed(InTurn, CreateView):
    def get_initial_form_instance(self):
        """From the screen of words that were looked for in vain."""
        words = self.request.GET.get("mots", "").strip()[:LONGEST_WORDS]
        return Need(words=[words]) if words else super().get_initial_form_instance()


class EditNeed(InTurn, EditView):
    pass


Need.base_form_class = RecordForm


class NeedViewSet(ModelViewSet):
    model = Need
    icon = "comment"
    menu_label = _("Mots des gens")
    menu_order = 235
    add_to_admin_menu = True
    copy_view_enabled = False
    index_view_class, add_view_class, edit_view_class = NeedsIndex, AddNeed, EditNeed
    list_display = [
        TitleColumn("__str__", label=_("Ce que les gens disent"), url_name="need:edit"),
        Column("leads_to", label=_("Mène à")),
    ]
    search_fields = ["words", "elsewhere"]
    list_per_page = 100
    edit_handler = ObjectList(
        [
            "words",
            InlinePanel("pages", heading=_("Pages trouvées avec ces mots"), label=_("Page")),
            FieldPanel("terms", widget=CheckboxSelectMultiple),
            "elsewhere",
        ]
    )


needs = NeedViewSet("need", url_prefix="mots-des-gens")
