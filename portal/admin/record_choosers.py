"""Choosers of snippets: stock takes what is sent to the form of a new record even where it offers none, and fails."""

from wagtail.snippets.views.chooser import SnippetChooserViewSet, SnippetCreateView


class NoNewRecord(SnippetCreateView):
    def can_create(self):
        return False


class RecordChooser(SnippetChooserViewSet):
    """Chooses among what there is; a new record is made on its own screen."""

    create_view_class = NoNewRecord
