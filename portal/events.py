"""What happens in the portal, by name: the app where it happens sends, apps above listen, and neither knows the other.

An event is sent inside the transaction of what happened. It is a Django signal with a name that may be stored and a
sentence that may be shown.
"""

from django.dispatch import Signal
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENTS: dict[str, "Event"] = {}


class Event(Signal):
    """One kind of thing that happens. ``code`` never changes, ``label`` is its sentence."""

    def __init__(self, code: str, label: str | Promise):
        super().__init__()
        self.code, self.label = code, label
        EVENTS[code] = self


# sender: the class of the page; instance: the page; is_first: whether it never was public before.
PUBLISHED = Event("published", _("Une page est publiée"))
# sender: the class of the page, which may be Page; instance: the page, no longer live, perhaps about to be deleted.
WITHDRAWN = Event("withdrawn", _("Une page est retirée"))
