"""What the history of a page and of a record says of a merge."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.log_actions import LogFormatter

from directory.merging.pages import MERGED


@hooks.register("register_log_actions")
def describe_merge(actions):
    @actions.register_action(MERGED)
    class Replaced(LogFormatter):
        label = gettext_lazy("Remplacer dans un répertoire")

        def format_message(self, log_entry):
            return _("« %(lost)s » remplacé par « %(kept)s »") % log_entry.data
