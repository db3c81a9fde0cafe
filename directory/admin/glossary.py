"""Words explained: a snippet, because it has drafts."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import CreateView, EditView, IndexView, SnippetViewSet

from directory.models import GlossaryEntry
from portal.admin.columns import YesNoColumn
from portal.admin.list_buttons import MoreButtons
from portal.publication.buttons import ButtonsOfRecord
from portal.publication.conflicts import AskBeforeReplacingRecord


class WordsIndex(MoreButtons, IndexView):
    pass


class AddWord(ButtonsOfRecord, CreateView):
    pass


class EditWord(ButtonsOfRecord, AskBeforeReplacingRecord, EditView):
    pass


class GlossaryViewSet(SnippetViewSet):
    model = GlossaryEntry
    index_view_class = WordsIndex
    add_view_class = AddWord
    edit_view_class = EditWord
    icon = "help"
    menu_label = _("Mots expliqués")
    menu_order = 230
    add_to_admin_menu = True
    list_display = ["term", "expansion", "origin", YesNoColumn("live", label=_("En ligne"), sort_key="live")]
    list_filter = ["origin", "live"]
    search_fields = ["term", "expansion"]
    list_per_page = 100
    # A draft may lack anything but its name: nobody could see it, nor make a second one.
    panels = [FieldPanel("term", required_on_save=True), "expansion", "explanation", "origin", "synonyms"]
