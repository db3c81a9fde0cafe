"""What happens in the portal, by name: the app where it happens sends, apps above listen, and neither knows the other.

An event is sent inside the transaction of what happened. It is a Django signal with a name that may be stored and a
sentence that may be shown. Each is sent with ``key``, a short text that is the same when the same thing is told twice:
whoever acts upon it acts once. ``pages``, where there is one, are the keys of all the pages that it is about.
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
# The same, and also told as withdrawn: the date until which it was public has come.
EXPIRED = Event("expired", _("Une page arrive à sa date de fin"))
# instance: the page, whose date of review has come. Told once for each date.
DUE = Event("due", _("Une fiche est à vérifier"))
# instance: the page; user: who sent it.
SENT_TO_REVIEW = Event("sent-to-review", _("Une page est envoyée en relecture"))
# instance: the term, or the contact, already saved.
TERM_CHANGED = Event("term-changed", _("Un terme est modifié"))
CONTACT_CHANGED = Event("contact-changed", _("Un contact est modifié"))
# pages: the drafts that were written; user: who asked for them; title: the name of the file.
IMPORT_FINISHED = Event("import-finished", _("Un import est fini"))
# instance: the page of the form; title: its name. Never what was answered.
FORM_ANSWERED = Event("form-answered", _("Un formulaire reçoit une réponse"))
# instance: the page that somebody wrote about.
MISTAKE_REPORTED = Event("mistake-reported", _("Quelqu’un signale une erreur"))
